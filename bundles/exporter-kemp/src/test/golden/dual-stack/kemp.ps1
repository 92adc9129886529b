# IKEv2 VPN, exported by ikelb
# LOSSY pools.vpn.gateways.vpn3: It gets no IPv4 clients: it has no IPv4 address, and addresses are not translated. (I1)
# LOSSY pools.vpn.gateways.vpn2: It gets no IPv6 clients: it has no IPv6 address, and addresses are not translated. (I1)
# CHANGED pools.vpn.method: least-sessions became least connection: Kemp LoadMaster counts flows, on each port apart, not sessions. (K1)
# CHANGED monitors.ping.timeout: Kemp LoadMaster allows 4 to 60 s: 2 s became 4 s. (K2)
# CHANGED monitors.ping.interval: Kemp LoadMaster allows 13 (all pings of a check that gets no answer, and a second) to 120 s: 5 s became 13 s. (K2)
# LOSSY persistencyGroups.g.strategy: Kemp LoadMaster remembers whole addresses: IPv4 clients of one /24 network may be spread. (K1)
# LOSSY persistencyGroups.g.strategy: Kemp LoadMaster remembers whole addresses: IPv6 clients of one /56 network may be spread. (K1)
# Always so: Kemp LoadMaster knows no IKE: it opens a flow for every datagram and asks no guard,
# counts flows, not sessions and logins, and has one idle time for each port (K7). A client whose
# address changes is a new client, often at another gateway, and dials again (K7). Gateways see
# clients own addresses (Transparent), so their default route must lead through the LoadMaster,
# --client-address translate exports the other way (K6). Kemp LoadMaster has no setting for the source
# ports that it uses (K1). Flows of a gateway that goes down stay with it, and with them clients that
# dial again from the same port, until the idle time is over: switch on Drop Connections on RS Failure
# (System Configuration, Miscellaneous Options, L7 Configuration), which holds for all services of the
# LoadMaster (K4). A ping without an answer is repeated at once, not at the next interval (K2). In the
# API the switch for connections of a failed real server is droponfail (K8). Clients in the subnet of
# the service and the gateways are translated all the same (K7). Use Address for Server NAT is on
# (UseforSnat), which this page asks for and the newer one does not, so what gateways begin by
# themselves leaves from the services address (K5). Port following is set on both services: one takes
# the gateway of the other while a flow from the clients address is open there, and the records of a
# gateway that fails go on both (K3).
#Requires -Modules Kemp.LoadBalancer.Powershell
param(
  [Parameter(Mandatory)] [string] $LoadBalancer,
  [Parameter(Mandatory)] [pscredential] $Credential
)
$lm = @{ LoadBalancer = $LoadBalancer; Credential = $Credential }
function Confirm-Answer($Answer) {
  if ($Answer.ReturnCode -ne 200) { throw $Answer.Response }
}
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -Nickname 'ikelb-ike' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -UseforSnat $true -Persist 'src' -PersistTimeout '28800' -Schedule 'lc' -Idletime '60' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.0.11' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.0.12' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '2001:db8::10' -VSPort '500' -VSProtocol 'udp' -Nickname 'ikelb-ike_v6' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -UseforSnat $true -Persist 'src' -PersistTimeout '28800' -Schedule 'lc' -Idletime '60' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '2001:db8::10' -VSPort '500' -VSProtocol 'udp' -RealServer '2001:db8:1::11' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '2001:db8::10' -VSPort '500' -VSProtocol 'udp' -RealServer '2001:db8:1::13' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -Nickname 'ikelb-nat-t' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -UseforSnat $true -Persist 'src' -PersistTimeout '28800' -Schedule 'lc' -Idletime '2400' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.0.11' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.0.12' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '2001:db8::10' -VSPort '4500' -VSProtocol 'udp' -Nickname 'ikelb-nat-t_v6' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -UseforSnat $true -Persist 'src' -PersistTimeout '28800' -Schedule 'lc' -Idletime '2400' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '2001:db8::10' -VSPort '4500' -VSProtocol 'udp' -RealServer '2001:db8:1::11' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '2001:db8::10' -VSPort '4500' -VSProtocol 'udp' -RealServer '2001:db8:1::13' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -PortFollow '4500' @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '2001:db8::10' -VSPort '500' -VSProtocol 'udp' -PortFollow '4500' @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -PortFollow '500' @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '2001:db8::10' -VSPort '4500' -VSProtocol 'udp' -PortFollow '500' @lm)
