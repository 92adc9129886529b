<#
.SYNOPSIS
Gives a VPN connection of this Windows client the IKE and IPsec policy of the gateways.

.DESCRIPTION
Written by ikelb. It was parsed where it was written, but never run: try it with -WhatIf.
It may be run again; then it sets the same policy. Policies that differ make the dial fail with error 13868.
To see the policy: Get-VpnConnection -Name NAME | Select-Object -ExpandProperty IPsecCustomPolicy

.PARAMETER ConnectionName
The VPN connection.

.PARAMETER AllUserConnection
The connection is one for all users, as a device tunnel is. Needs an administrator.

.PARAMETER Enhanced
The stronger policy (AES-GCM, ECP256). Gateways need the same.

.PARAMETER Revert
Puts back the policy of Windows.

.EXAMPLE
.\ikelb-rras-clients.ps1 -ConnectionName 'Always On VPN' -WhatIf
#>

#Requires -Version 5.1
# CHANGED pools.vpn.clientAddress: Clients come from few addresses: Windows RRAS may take 50000 SAs from each (-SecurityAssociations), else new clients get error 809. (R1)
# LOSSY monitors.ike: Whether Windows RRAS answers the IKE probe is unknown: see docs/rras.md. (R4)
# Always so: How clients are balanced is no business of gateways and stays with the balancer: virtual
# servers, strategies such as ike-spi, methods such as maglev, slowStart, weights, maxSessions,
# monitors, upWhen, holdDown, guards, sourceAddresses, upstreamPorts, limits and timeouts (R4).
# Windows RRAS forgets an absent client after 2 minutes, of itself after 30: ikelb after 2400 s.
# -NetworkOutageMinutes says otherwise, and why, its idle time stays what it is (R3).
[CmdletBinding(SupportsShouldProcess)]
param(
    [ValidateNotNullOrEmpty()] [string] $ConnectionName = 'Always On VPN',
    [switch] $AllUserConnection,
    [switch] $Enhanced,
    [switch] $Revert
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# Gateways must have the same policy, or this client gets error 13868.
$strong = @{
    AuthenticationTransformConstants = 'SHA256128'
    CipherTransformConstants = 'AES128'
    DHGroup = 'Group14'
    EncryptionMethod = 'AES128'
    IntegrityCheckMethod = 'SHA256'
    PfsGroup = 'PFS2048'
}
$strongest = @{
    AuthenticationTransformConstants = 'GCMAES128'
    CipherTransformConstants = 'GCMAES128'
    DHGroup = 'Group14'
    EncryptionMethod = 'GCMAES128'
    IntegrityCheckMethod = 'SHA256'
    PfsGroup = 'ECP256'
}

$connection = Get-VpnConnection -Name $ConnectionName -AllUserConnection:$AllUserConnection
if ($connection.ConnectionStatus -eq 'Connected') {
    Write-Warning "$ConnectionName is connected: the policy counts from its next dial."
}
if ($Revert) {
    if ($PSCmdlet.ShouldProcess($ConnectionName, 'set the policy of Windows')) {
        Set-VpnConnectionIPsecConfiguration -ConnectionName $ConnectionName -RevertToDefault -Force -AllUserConnection:$AllUserConnection
    }
} elseif ($PSCmdlet.ShouldProcess($ConnectionName, 'set the IKE and IPsec policy')) {
    $policy = if ($Enhanced) { $strongest } else { $strong }
    Set-VpnConnectionIPsecConfiguration -ConnectionName $ConnectionName @policy -Force -AllUserConnection:$AllUserConnection
}
