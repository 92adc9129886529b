# IKEv2 VPN, exported by ikelb
# CHANGED persistencyGroups.g.timeout: Kemp LoadMaster counts whole seconds: 90500 ms became 91 s. (K1)
# LOSSY pools.vpn.method: maglev is unknown to Kemp LoadMaster: it uses round robin, so a client without a persistence record may land on another gateway than before. (K1)
# CHANGED timeouts.ike: Kemp LoadMaster counts whole seconds: 1500 ms became 2 s. (K1)
# CHANGED timeouts.ike: An idle time of less than 3 s is a command to Kemp LoadMaster (its own default, no answer, one answer): 2 s became 3 s. (K7)
# CHANGED monitors.ping.timeout: Kemp LoadMaster allows 4 to 60 s: 2 s became 4 s. (K2)
# LOSSY monitors.ping.rise: Kemp LoadMaster cannot wait for several answered pings: rise 2 is left out. (K2)
# CHANGED monitors.ping.interval: Kemp LoadMaster allows 13 (all pings of a check that gets no answer, and a second) to 120 s: 3000 s became 120 s. (K2)
# CHANGED timeouts.established: Kemp LoadMaster allows at most 86400 s: 172800 s became that. (K1)
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
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -Nickname 'ikelb-ike' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -UseforSnat $true -Persist 'src' -PersistTimeout '91' -Schedule 'rr' -Idletime '3' -CheckType 'icmp' -ChkInterval '120' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.0.11' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -RealServer '10.0.0.12' -RealServerPort '500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -Nickname 'ikelb-nat-t' -VSType 'gen' -ForceL7 $true -Transparent $true -SubnetOriginating $false -UseforSnat $true -Persist 'src' -PersistTimeout '91' -Schedule 'rr' -Idletime '86400' -CheckType 'icmp' -ChkInterval '120' -ChkTimeout '4' -ChkRetryCount '3' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.0.11' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (New-AdcRealServer -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -RealServer '10.0.0.12' -RealServerPort '4500' -Forward 'nat' -Weight '1' -Limit '0' -Enable $true @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '500' -VSProtocol 'udp' -PortFollow '4500' @lm)
Confirm-Answer (Set-AdcVirtualService -VirtualService '203.0.113.10' -VSPort '4500' -VSProtocol 'udp' -PortFollow '500' @lm)
