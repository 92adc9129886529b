# IKEv2 VPN, exported by ikelb
# CHANGED monitors.ping.timeout: Kemp LoadMaster allows 4 to 60 s: 2 s became 4 s.
# CHANGED monitors.ping.fall: A ping without an answer is repeated at once, not at the next interval: a real server is down when 3 pings of one check got none for 4 s each.
# CHANGED monitors.ping.interval: Kemp LoadMaster allows 13 (all pings of a check that gets no answer, and a second) to 120 s: 5 s became 13 s.
# CHANGED pools.vpn.gateways.vpn1.maxSessions: Kemp LoadMaster limits connections, on each port apart, and whether a full real server still gets the port that follows is not documented: limit sessions at the gateway, too.
# CHANGED pools.vpn.gateways.vpn3.weight: A weight of 0 became a disabled real server.
# LOSSY pools.vpn.slowStart: Kemp LoadMaster has no slow start for a service: it is left out.
# LOSSY pools.vpn.holdDown: ikelb keeps established sessions on a gateway that is down until holdDown is over, what Kemp LoadMaster does with their flows is not documented: expect clients to dial again.
# LOSSY persistencyGroups.g: ikelb follows a session whose address changes, Kemp LoadMaster takes it for a new client, which may land on another gateway and must dial again.
# CHANGED pools.vpn.clientAddress: Clients keep their addresses, as gateways want it: the default route of gateways must lead through Kemp LoadMaster, so that it sees their answers. To translate addresses: --client-address translate.
# LOSSY pools.vpn.sourceAddresses: No address is needed: clients keep theirs.
# LOSSY monitors.ike: ike cannot be asked by Kemp LoadMaster: gateways are pinged, so one that answers pings but no IKE gets clients.
# LOSSY pools.vpn.upWhen: One ping decides on Kemp LoadMaster, whatever this says.
# LOSSY pools.vpn.guards: rate-limit: Kemp LoadMaster opens a flow for every datagram, nobody is asked.
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
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -Nickname 'ikelb-ike' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -Persist 'src' -PersistTimeout '28800' -Schedule 'wrr' -Idletime '60' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.0.11' -RealServerPort '500' -Forward 'nat' -Weight '300' -Limit '500' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.0.12' -RealServerPort '500' -Forward 'nat' -Weight '101' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.0.13' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $false @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -Nickname 'ikelb-nat-t' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -Persist 'src' -PersistTimeout '28800' -Schedule 'wrr' -Idletime '2400' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.0.11' -RealServerPort '4500' -Forward 'nat' -Weight '300' -Limit '500' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.0.12' -RealServerPort '4500' -Forward 'nat' -Weight '101' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.0.13' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $false @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -PortFollow '500' @lm)
