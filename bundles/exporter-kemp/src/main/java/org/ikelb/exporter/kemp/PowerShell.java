package org.ikelb.exporter.kemp;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The form PowerShell: a script for Kemp's module, whose commands are the API's calls under other
 * names. Its answers are no errors, so each is looked at.
 *
 * <p>Stateless and thread-safe.
 */
final class PowerShell {
  private static final String HEAD =
      """
      #Requires -Modules Kemp.LoadBalancer.Powershell
      param(
        [Parameter(Mandatory)] [string] $LoadBalancer,
        [Parameter(Mandatory)] [pscredential] $Credential
      )
      $lm = @{ LoadBalancer = $LoadBalancer; Credential = $Credential }
      function Confirm-Answer($Answer) {
        if ($Answer.ReturnCode -ne 200) { throw $Answer.Response }
      }
      """;

  private static final Map<String, String> COMMANDS =
      Map.of(
          "addvs", "New-AdcVirtualService",
          "modvs", "Set-AdcVirtualService",
          "addrs", "New-AdcRealServer");

  /** Where the module's name for a parameter is another one than the API's. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "vs", "VirtualService",
          "port", "VSPort",
          "prot", "VSProtocol",
          "NickName", "Nickname",
          "VStype", "VSType",
          "rs", "RealServer",
          "rsport", "RealServerPort");

  private PowerShell() {}

  static String render(LoadMaster loadMaster) {
    return Call.of(loadMaster).stream()
        .map(PowerShell::command)
        .collect(Collectors.joining("", HEAD, ""));
  }

  private static String command(Call call) {
    String command = Optional.ofNullable(COMMANDS.get(call.command())).orElseThrow();
    return call.parameters().entrySet().stream()
        .map(PowerShell::parameter)
        .collect(Collectors.joining(" ", "Confirm-Answer (" + command + " ", " @lm)\n"));
  }

  private static String parameter(Map.Entry<String, Object> parameter) {
    String name = PARAMETERS.getOrDefault(parameter.getKey(), parameter.getKey());
    Object value = parameter.getValue();
    return "-" + name + " " + (value instanceof Boolean flag ? "$" + flag : quoted(value));
  }

  /** In single quotes nothing but quotes, the curly ones too, has a meaning. */
  private static String quoted(Object value) {
    return "'" + value.toString().replaceAll("['\u2018-\u201b]", "$0$0") + "'";
  }
}
