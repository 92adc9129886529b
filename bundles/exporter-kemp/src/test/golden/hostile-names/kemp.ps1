# IKEv2 VPN, exported by ikelb
# CHANGED virtualServers.a _b_ c _d_ __ _41 _e_ _f_ _(reboot) __g_ , _ _ _ _h_: It is named ikelb-a__b___c___d_____41__e___f____reboot____g___________h_ on Kemp LoadMaster.
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.method: line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009 is unknown to Kemp LoadMaster: it uses round robin, so a client without a persistence record may land on another gateway than before.
# CHANGED monitors.a _b_ c _d_ __ _41 _e_ _f_ _(reboot) __g_ , _ _ _ _h_.timeout: Kemp LoadMaster allows 4 to 60 s: 2 s became 4 s.
# CHANGED monitors.a _b_ c _d_ __ _41 _e_ _f_ _(reboot) __g_ , _ _ _ _h_.fall: A ping without an answer is repeated at once, not at the next interval: a real server is down when 3 pings of one check got none for 4 s each.
# CHANGED monitors.a _b_ c _d_ __ _41 _e_ _f_ _(reboot) __g_ , _ _ _ _h_.interval: Kemp LoadMaster allows 13 (all pings of a check that gets no answer, and a second) to 120 s: 5 s became 13 s.
# CHANGED virtualServers.a _b_ c _d_ __ _41 _e_ _f_ _(reboot) __g_ , _ _ _ _h__: It is named ikelb-a__b___c___d_____41__e___f____reboot____g___________h__ on Kemp LoadMaster.
# CHANGED virtualServers.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...: It is named ikelb-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx on Kemp LoadMaster.
# LOSSY pools.VPN-Zug_nge __ _u1f600 _u202e.method: maglev is unknown to Kemp LoadMaster: it uses round robin, so a client without a persistence record may land on another gateway than before.
# CHANGED monitors.ping.timeout: Kemp LoadMaster allows 4 to 60 s: 2 s became 4 s.
# CHANGED monitors.ping.fall: A ping without an answer is repeated at once, not at the next interval: a real server is down when 3 pings of one check got none for 4 s each.
# CHANGED monitors.ping.interval: Kemp LoadMaster allows 13 (all pings of a check that gets no answer, and a second) to 120 s: 5 s became 13 s.
# CHANGED pools.VPN-Zug_nge __ _u1f600 _u202e.gateways.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx....weight: A weight of 0 became a disabled real server.
# CHANGED virtualServers.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...: It is named ikelb-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_2 on Kemp LoadMaster.
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.slowStart: Kemp LoadMaster has no slow start for a service: it is left out.
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.holdDown: ikelb keeps established sessions on a gateway that is down until holdDown is over, what Kemp LoadMaster does with their flows is not documented: expect clients to dial again.
# LOSSY pools.VPN-Zug_nge __ _u1f600 _u202e.holdDown: ikelb keeps established sessions on a gateway that is down, what Kemp LoadMaster does with their flows is not documented: expect clients to dial again.
# LOSSY persistencyGroups.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009: ikelb follows a session whose address changes, Kemp LoadMaster takes it for a new client, which may land on another gateway and must dial again.
# LOSSY persistencyGroups.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.strategy: a _b_ c _d_ __ _41 _e_ _f_ _(reboot) __g_ , _ _ _ _h_ is unknown to Kemp LoadMaster: the source address is used instead.
# LOSSY persistencyGroups.VPN-Zug_nge __ _u1f600 _u202e: ikelb follows a session whose address changes, Kemp LoadMaster takes it for a new client, which may land on another gateway and must dial again.
# CHANGED pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.clientAddress: Clients keep their addresses, as gateways want it: the default route of gateways must lead through Kemp LoadMaster, so that it sees their answers. To translate addresses: --client-address translate.
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.sourceAddresses: No address is needed: clients keep theirs.
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.upWhen: One ping decides on Kemp LoadMaster, whatever this says.
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.guards: rate-limit: Kemp LoadMaster opens a flow for every datagram, nobody is asked.
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.upstreamPorts: Kemp LoadMaster does not document which source ports it uses: 10240-32767 is left out.
# CHANGED pools.VPN-Zug_nge __ _u1f600 _u202e.clientAddress: Clients keep their addresses, as gateways want it: the default route of gateways must lead through Kemp LoadMaster, so that it sees their answers. To translate addresses: --client-address translate.
# LOSSY pools.VPN-Zug_nge __ _u1f600 _u202e.upstreamPorts: Kemp LoadMaster does not document which source ports it uses: 10240-32767 is left out.
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
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -Nickname 'ikelb-a__b___c___d_____41__e___f____reboot____g___________h_' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -Persist 'src' -PersistTimeout '28800' -Schedule 'rr' -Idletime '60' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.0.11' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.0.12' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -Nickname 'ikelb-a__b___c___d_____41__e___f____reboot____g___________h__' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -Persist 'src' -PersistTimeout '28800' -Schedule 'rr' -Idletime '2400' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.0.11' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.0.12' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.20' -VSPort '500' -VSProtocol 'udp' -Nickname 'ikelb-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -Persist 'src' -PersistTimeout '28800' -Schedule 'rr' -Idletime '60' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.20' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.1.11' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $false @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.20' -VSPort '4500' -VSProtocol 'udp' -Nickname 'ikelb-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_2' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -Persist 'src' -PersistTimeout '28800' -Schedule 'rr' -Idletime '2400' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.20' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.1.11' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $false @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -PortFollow '500' @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '203.0.113.20' -VSPort '4500' -VSProtocol 'udp' -PortFollow '500' @lm)
