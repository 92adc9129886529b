<#
.SYNOPSIS
Sets up this Windows RRAS server as an IKEv2 gateway behind a load balancer.

.DESCRIPTION
Written by ikelb. It was parsed where it was written, but never run: try it with -WhatIf.
It may be run again; then it sets the same values. What it finds at its first run is kept in -BackupFile for -Revert.

.PARAMETER Enhanced
The stronger IKE and IPsec policy (AES-GCM, ECP256); Windows Server 1803 or newer. Clients need the same.

.PARAMETER SecurityAssociations
How many SAs one source address may have. 0 leaves this as it is.

.PARAMETER NetworkOutageMinutes
How long the SA of a client that is gone is kept. Windows has 30 and takes no less than 2.
Behind a balancer that goes by the source address, a client that comes back with another address is often sent to
another gateway. Its old SA is of no use there, but holds a port and counts against -SecurityAssociations; so 2.
ikelb follows such a client to its gateway: behind ikelb, take 30 if clients sleep or roam for longer than 2 minutes.
The idle time, which netsh.exe wants in the same command, stays what it is (Windows has 5).

.PARAMETER Restart
Restarts the services, so that the settings are in force. This cuts all users of this server: drain it before.

.PARAMETER Revert
Puts back what was found at the first run; the IKE and IPsec policy becomes that of Windows.

.PARAMETER BackupFile
Where the values from before are kept.

.EXAMPLE
.\ikelb-rras-gateways.ps1 -WhatIf
#>

#Requires -Version 5.1
#Requires -RunAsAdministrator
# Gateways:
# vpn/vpn1 10.0.0.11 2001:db8:1::11
# vpn/vpn2 10.0.0.12
# vpn/vpn3 2001:db8:1::13
# CHANGED pools.vpn.clientAddress: Clients come from few addresses: Windows RRAS may take 50000 SAs from each (-SecurityAssociations), else new clients get error 809. (R1)
# Always so: How clients are balanced is no business of gateways and stays with the balancer: virtual
# servers, strategies such as ike-spi, methods such as maglev, slowStart, weights, maxSessions,
# monitors, upWhen, holdDown, guards, sourceAddresses, upstreamPorts, limits and timeouts (R4).
# Windows RRAS forgets an absent client after 2 minutes, of itself after 30: ikelb after 2400 s.
# -NetworkOutageMinutes says otherwise, and why, its idle time stays what it is (R3).
[CmdletBinding(SupportsShouldProcess)]
param(
    [switch] $Enhanced,
    [ValidateRange(0, 2000000000)] [int] $SecurityAssociations = 50000,
    [ValidateRange(2, 1440)] [int] $NetworkOutageMinutes = 2,
    [switch] $Restart,
    [switch] $Revert,
    [string] $BackupFile = (Join-Path -Path $env:SystemRoot -ChildPath 'ikelb-rras-before.json')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$cmdlet = $PSCmdlet

$addresses = @('10.0.0.11', '2001:db8:1::11', '10.0.0.12', '2001:db8:1::13')
$ikev2Key = 'HKLM:\SYSTEM\CurrentControlSet\Services\RemoteAccess\Parameters\Ikev2'
$fragmentationName = 'EnableServerFragmentation'
$limitKey = 'HKLM:\SYSTEM\CurrentControlSet\Services\IKEEXT\Parameters'
$limitName = 'IkeNumEstablishedForInitialQuery'
$pingRules = @('FPS-ICMP4-ERQ-In', 'FPS-ICMP6-ERQ-In')

# Clients must have the same policy, or they get error 13868.
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

function Get-Number([string] $Key, [string] $Name) {
    $item = Get-ItemProperty -LiteralPath $Key -ErrorAction SilentlyContinue
    if ($item -and $item.PSObject.Properties[$Name]) { return $item.PSObject.Properties[$Name].Value }
    return $null
}

# A number that is $null is removed.
function Set-Number([string] $Key, [string] $Name, $Number) {
    if ((Get-Number -Key $Key -Name $Name) -eq $Number) { return }
    if (-not $cmdlet.ShouldProcess("$Key\$Name", "set to $Number")) { return }
    if ($null -eq $Number) {
        Remove-ItemProperty -LiteralPath $Key -Name $Name
        return
    }
    if (-not (Test-Path -LiteralPath $Key)) { New-Item -Path $Key -Force | Out-Null }
    New-ItemProperty -LiteralPath $Key -Name $Name -PropertyType DWord -Value $Number -Force | Out-Null
}

function Set-Rule([string] $Rule, [bool] $Enabled) {
    if (((Get-NetFirewallRule -Name $Rule).Enabled -eq 'True') -eq $Enabled) { return }
    if (-not $cmdlet.ShouldProcess($Rule, "set enabled to $Enabled")) { return }
    if ($Enabled) { Enable-NetFirewallRule -Name $Rule } else { Disable-NetFirewallRule -Name $Rule }
}

# A time of IKEv2 connections, which the registry has in seconds and netsh.exe in minutes; what Windows has if it is not there.
function Get-Minutes([string] $Name, [int] $Preset) {
    $seconds = Get-Number -Key $ikev2Key -Name $Name
    if ($null -eq $seconds) { return $Preset }
    return [int] [Math]::Ceiling($seconds / 60.0)
}

function Get-OutageMinutes { return Get-Minutes -Name 'networkBlackoutTime' -Preset 30 }

function Get-IdleMinutes { return Get-Minutes -Name 'idleTimeout' -Preset 5 }

function Set-Times([int] $Idle, [int] $Outage) {
    if ((Get-IdleMinutes) -eq $Idle -and (Get-OutageMinutes) -eq $Outage) { return }
    if (-not $cmdlet.ShouldProcess('IKEv2 connections', "set the network outage time to $Outage and the idle time to $Idle minutes")) { return }
    netsh.exe ras set ikev2connection "idletimeout=$Idle" "nwoutagetime=$Outage" | Out-Null
    if ($LASTEXITCODE -ne 0) { throw "netsh.exe refused an outage time of $Outage and an idle time of $Idle minutes: exit code $LASTEXITCODE" }
}

function Save-Before {
    if (Test-Path -LiteralPath $BackupFile) { return }
    if (-not $cmdlet.ShouldProcess($BackupFile, 'keep the values from before')) { return }
    $rules = [ordered] @{}
    foreach ($rule in $pingRules) { $rules[$rule] = (Get-NetFirewallRule -Name $rule).Enabled -eq 'True' }
    $before = [ordered] @{
        Fragmentation = Get-Number -Key $ikev2Key -Name $fragmentationName
        SecurityAssociations = Get-Number -Key $limitKey -Name $limitName
        NetworkOutageMinutes = Get-OutageMinutes
        IdleMinutes = Get-IdleMinutes
        PingRules = $rules
    }
    ConvertTo-Json -InputObject $before | Set-Content -LiteralPath $BackupFile -Encoding ASCII
}

function Restore-Before {
    if (-not (Test-Path -LiteralPath $BackupFile)) { throw "nothing to revert: there is no $BackupFile" }
    $before = Get-Content -LiteralPath $BackupFile -Raw | ConvertFrom-Json
    Set-Number -Key $ikev2Key -Name $fragmentationName -Number $before.Fragmentation
    Set-Number -Key $limitKey -Name $limitName -Number $before.SecurityAssociations
    foreach ($rule in $pingRules) { Set-Rule -Rule $rule -Enabled $before.PingRules.$rule }
    if ($cmdlet.ShouldProcess('IKEv2', 'set the policy of Windows')) {
        Set-VpnServerConfiguration -TunnelType IKEv2 -RevertToDefault
    }
    # After the policy, which has an idle time of its own.
    Set-Times -Idle $before.IdleMinutes -Outage $before.NetworkOutageMinutes
    if ($cmdlet.ShouldProcess($BackupFile, 'remove')) { Remove-Item -LiteralPath $BackupFile }
}

function Set-Gateway {
    $build = [Environment]::OSVersion.Version.Build
    if ($Enhanced -and $build -lt 17134) { throw 'the enhanced policy needs Windows Server 1803 or newer' }
    Save-Before
    foreach ($rule in $pingRules) { Set-Rule -Rule $rule -Enabled $true }
    if ($build -ge 17134) {
        Set-Number -Key $ikev2Key -Name $fragmentationName -Number 1
    } else {
        Write-Warning 'IKEv2 fragmentation needs Windows Server 1803 or newer: logins with large certificates may fail.'
    }
    if ($SecurityAssociations -gt 0) {
        Set-Number -Key $limitKey -Name $limitName -Number $SecurityAssociations
    }
    Set-Times -Idle (Get-IdleMinutes) -Outage $NetworkOutageMinutes
    $policy = if ($Enhanced) { $strongest } else { $strong }
    $lifetimes = @{
        SALifeTimeSeconds = 28800
        MMSALifeTimeSeconds = 86400
        SADataSizeForRenegotiationKilobytes = 1024000
    }
    if ($cmdlet.ShouldProcess('IKEv2', 'set the IKE and IPsec policy')) {
        Set-VpnServerConfiguration -TunnelType IKEv2 -CustomPolicy @policy @lifetimes
    }
}

if (-not (Get-NetIPAddress | Where-Object -FilterScript { $addresses -contains $_.IPAddress })) {
    Write-Warning "This computer has none of the gateways' addresses: is it the right one?"
}
if ($Revert) { Restore-Before } else { Set-Gateway }
if (-not $Restart) {
    Write-Warning 'In force after a restart of the services IKEEXT and RemoteAccess, which cuts all users: drain, then use -Restart.'
} elseif ($cmdlet.ShouldProcess('IKEEXT, RemoteAccess', 'restart, which cuts all users of this server')) {
    Write-Warning 'Restarting IKEEXT and RemoteAccess: all users of this server are cut off now.'
    Restart-Service -Name 'IKEEXT', 'RemoteAccess' -Force
}
