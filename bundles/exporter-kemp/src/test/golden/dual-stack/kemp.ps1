# IKEv2 VPN, exported by ikelb
# LOSSY pools.vpn.gateways.vpn3: It gets no IPv4 clients: it has no IPv4 address, and addresses are not translated.
# LOSSY pools.vpn.gateways.vpn2: It gets no IPv6 clients: it has no IPv6 address, and addresses are not translated.
# CHANGED pools.vpn.method: least-sessions became least connection: Kemp LoadMaster counts flows, on each port apart, not sessions.
# CHANGED monitors.ping.timeout: Kemp LoadMaster allows 4 to 60 s: 2 s became 4 s.
# CHANGED monitors.ping.fall: A ping without an answer is repeated at once, not at the next interval: a real server is down when 3 pings of one check got none for 4 s each.
# CHANGED monitors.ping.interval: Kemp LoadMaster allows 13 (all pings of a check that gets no answer, and a second) to 120 s: 5 s became 13 s.
# LOSSY persistencyGroups.g.strategy: Kemp LoadMaster remembers whole addresses: IPv4 clients of one /24 network may be spread.
# LOSSY persistencyGroups.g.strategy: Kemp LoadMaster remembers whole addresses: IPv6 clients of one /56 network may be spread.
# LOSSY pools.vpn.holdDown: ikelb keeps established sessions on a gateway that is down, what Kemp LoadMaster does with their flows is not documented: expect clients to dial again.
# LOSSY persistencyGroups.g: ikelb follows a session whose address changes, Kemp LoadMaster takes it for a new client, which may land on another gateway and must dial again.
# CHANGED pools.vpn.clientAddress: Clients keep their addresses, as gateways want it: the default route of gateways must lead through Kemp LoadMaster, so that it sees their answers. To translate addresses: --client-address translate.
# LOSSY pools.vpn.upstreamPorts: Kemp LoadMaster does not document which source ports it uses: 10240-32767 is left out.
# LOSSY limits: ikelb takes 100000 sessions and 10000 half-open ones, Kemp LoadMaster counts flows and cannot tell logins from tunnels. Limit logins at the gateways.
# LOSSY timeouts: Kemp LoadMaster cannot tell logins from tunnels: halfOpen, authenticating and nat-t are left out, one idle time holds for each port.
#Requires -Modules Kemp.LoadBalancer.Powershell
param(
  [Parameter(Mandatory)] [string] $LoadBalancer,
  [Parameter(Mandatory)] [pscredential] $Credential
)
$lm = @{ LoadBalancer = $LoadBalancer; Credential = $Credential }
function Confirm-Answer($Answer) {
  if ($Answer.ReturnCode -ne 200) { throw $Answer.Response }
}
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -Nickname 'ikelb-ike' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -Persist 'src' -PersistTimeout '28800' -Schedule 'lc' -Idletime '60' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.0.11' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.0.12' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '2001:db8::10' -VSPort '500' -VSProtocol 'udp' -Nickname 'ikelb-ike_v6' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -Persist 'src' -PersistTimeout '28800' -Schedule 'lc' -Idletime '60' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '2001:db8::10' -VSPort '500' -VSProtocol 'udp' -RealServer '2001:db8:1::11' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '2001:db8::10' -VSPort '500' -VSProtocol 'udp' -RealServer '2001:db8:1::13' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -Nickname 'ikelb-nat-t' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -Persist 'src' -PersistTimeout '28800' -Schedule 'lc' -Idletime '2400' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.0.11' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.0.12' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '2001:db8::10' -VSPort '4500' -VSProtocol 'udp' -Nickname 'ikelb-nat-t_v6' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -Persist 'src' -PersistTimeout '28800' -Schedule 'lc' -Idletime '2400' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '2001:db8::10' -VSPort '4500' -VSProtocol 'udp' -RealServer '2001:db8:1::11' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '2001:db8::10' -VSPort '4500' -VSProtocol 'udp' -RealServer '2001:db8:1::13' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -PortFollow '500' @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '2001:db8::10' -VSPort '4500' -VSProtocol 'udp' -PortFollow '500' @lm)
