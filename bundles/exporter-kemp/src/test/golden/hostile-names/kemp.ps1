# IKEv2 VPN, exported by ikelb
# CHANGED virtualServers.a _b_ c _d_ __ _41 _e_ _f_ _(reboot) __g_ , _ _ _ _h_: It is named ikelb-a__b___c___d_____41__e___f____reboot____g___________h_ on Kemp LoadMaster. (K1)
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.method: line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009 is unknown to Kemp LoadMaster: it uses round robin, so a client without a persistence record may land on another gateway than before. (K1)
# CHANGED monitors.a _b_ c _d_ __ _41 _e_ _f_ _(reboot) __g_ , _ _ _ _h_.timeout: Kemp LoadMaster allows 4 to 60 s: 2 s became 4 s. (K2)
# CHANGED monitors.a _b_ c _d_ __ _41 _e_ _f_ _(reboot) __g_ , _ _ _ _h_.interval: Kemp LoadMaster allows 13 (all pings of a check that gets no answer, and a second) to 120 s: 5 s became 13 s. (K2)
# CHANGED virtualServers.a _b_ c _d_ __ _41 _e_ _f_ _(reboot) __g_ , _ _ _ _h__: It is named ikelb-a__b___c___d_____41__e___f____reboot____g___________h__ on Kemp LoadMaster. (K1)
# CHANGED virtualServers.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...: It is named ikelb-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx on Kemp LoadMaster. (K1)
# LOSSY pools.VPN-Zug_nge __ _u1f600 _u202e.method: maglev is unknown to Kemp LoadMaster: it uses round robin, so a client without a persistence record may land on another gateway than before. (K1)
# CHANGED monitors.ping.timeout: Kemp LoadMaster allows 4 to 60 s: 2 s became 4 s. (K2)
# CHANGED monitors.ping.interval: Kemp LoadMaster allows 13 (all pings of a check that gets no answer, and a second) to 120 s: 5 s became 13 s. (K2)
# CHANGED pools.VPN-Zug_nge __ _u1f600 _u202e.gateways.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx....weight: A weight of 0 became a disabled real server. (K1)
# CHANGED virtualServers.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...: It is named ikelb-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_2 on Kemp LoadMaster. (K1)
# LOSSY persistencyGroups.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.strategy: a _b_ c _d_ __ _41 _e_ _f_ _(reboot) __g_ , _ _ _ _h_ is unknown to Kemp LoadMaster: the source address is used instead. (K7)
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.sourceAddresses: No address is needed: clients keep theirs. (K6)
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.upWhen: One ping decides on Kemp LoadMaster, whatever this says. (K1)
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.holdDown: ikelb releases sessions of a gateway that is down after 300 s. Flows of a gateway that goes down stay with it, and with them clients that dial again from the same port, until the idle time is over: switch on Drop Connections on RS Failure (System Configuration, Miscellaneous Options, L7 Configuration), which holds for all services of the LoadMaster. (K4)
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.guards: rate-limit: Kemp LoadMaster opens a flow for every datagram, nobody is asked. (K7)
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.upstreamPorts: 20000-29999 is left out. Kemp LoadMaster has no setting for the source ports that it uses. (K1)
# LOSSY pools.line_u000asave sys config_u000d_u000a_u0085_u2028reboot_u0009.slowStart: Kemp LoadMaster has no slow start for a service: it is left out. (K1)
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
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -Nickname 'ikelb-a__b___c___d_____41__e___f____reboot____g___________h_' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -UseforSnat $true -Persist 'src' -PersistTimeout '28800' -Schedule 'rr' -Idletime '60' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.0.11' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.0.12' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -Nickname 'ikelb-a__b___c___d_____41__e___f____reboot____g___________h__' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -UseforSnat $true -Persist 'src' -PersistTimeout '28800' -Schedule 'rr' -Idletime '2400' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.0.11' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.0.12' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.20' -VSPort '500' -VSProtocol 'udp' -Nickname 'ikelb-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -UseforSnat $true -Persist 'src' -PersistTimeout '28800' -Schedule 'rr' -Idletime '60' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.20' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.1.11' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $false @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.20' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.1.12' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.20' -VSPort '4500' -VSProtocol 'udp' -Nickname 'ikelb-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx_2' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -UseforSnat $true -Persist 'src' -PersistTimeout '28800' -Schedule 'rr' -Idletime '2400' -CheckType 'icmp' -ChkInterval '13' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.20' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.1.11' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $false @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.20' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.1.12' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -PortFollow '4500' @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -PortFollow '500' @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '203.0.113.20' -VSPort '500' -VSProtocol 'udp' -PortFollow '4500' @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '203.0.113.20' -VSPort '4500' -VSProtocol 'udp' -PortFollow '500' @lm)
