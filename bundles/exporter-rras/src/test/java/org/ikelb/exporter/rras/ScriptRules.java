package org.ikelb.exporter.rras;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds what is wrong in a script: commands and parameters that nobody looked up, changes that do
 * not ask ShouldProcess in the same function before, a restart that was not asked for.
 */
final class ScriptRules {
  private static final Pattern CHANGE =
      Pattern.compile(
          "New-Item |New-ItemProperty|Remove-Item|Set-Content|(Enable|Disable)-NetFirewallRule"
              + "|Set-Vpn\\w+|Restart-Service|netsh\\.exe ras");

  private static final Set<String> KNOWN =
      Set.of(
          ("ConvertFrom-Json ConvertTo-Json Disable-NetFirewallRule Enable-NetFirewallRule"
                  + " Get-Content Get-ItemProperty Get-NetFirewallRule Get-NetIPAddress"
                  + " Get-IdleMinutes Get-Minutes Get-Number Get-OutageMinutes Get-VpnConnection Join-Path New-Item New-ItemProperty Out-Null"
                  + " Remove-Item Remove-ItemProperty Restart-Service Restore-Before"
                  + " Save-Before Set-Content Set-Gateway Set-Number Set-Rule"
                  + " Set-StrictMode Set-Times Set-VpnConnectionIPsecConfiguration"
                  + " Set-VpnServerConfiguration Test-Path Where-Object Write-Warning"
                  + " -AllUserConnection -ChildPath -ConnectionName -CustomPolicy -Enabled"
                  + " -Encoding -ErrorAction -FilterScript -Force -Idle -InputObject -Key"
                  + " -LiteralPath -Name -Number -Outage -Path -Preset -PropertyType -Raw"
                  + " -RevertToDefault -Rule -TunnelType -Value -Version"
                  + " -and -contains -eq -ge -gt -lt -ne -not")
              .split(" "));

  private ScriptRules() {}

  static List<String> problems(String script) {
    PowerShellText parsed = PowerShellText.parse(script);
    String code = parsed.code();
    List<String> problems = new ArrayList<>();
    parsed.words().stream()
        .filter(word -> !KNOWN.contains(word))
        .forEach(word -> problems.add("nobody knows " + word));
    if (!code.contains("[CmdletBinding(SupportsShouldProcess)]")) {
      problems.add("-WhatIf is not declared");
    }
    List<MatchResult> changes = CHANGE.matcher(code).results().toList();
    if (changes.isEmpty()) {
      problems.add("nothing is changed");
    }
    for (MatchResult change : changes) {
      String before = code.substring(0, change.start());
      if (change.group().equals("Restart-Service") && !isOnDemand(before)) {
        problems.add("a restart that was not asked for");
      }
      if (!asks(before)) {
        problems.add("does not ask before: " + change.group());
      }
    }
    return problems;
  }

  /** In the last branch of an if, whose first one is for when -Restart is not given. */
  private static boolean isOnDemand(String before) {
    int restart = before.lastIndexOf("if (-not $Restart) {");
    return restart >= 0 && before.indexOf("} elseif", restart) >= 0;
  }

  /** ShouldProcess decides, in this block, one around it, or a line of this function before it. */
  private static boolean asks(String before) {
    int function = Math.max(before.lastIndexOf("\nfunction "), before.lastIndexOf("\n}\n"));
    String own = before.substring(Math.max(function, 0));
    int asked = own.lastIndexOf("ShouldProcess(");
    if (asked < 0) {
      return false;
    }
    String line = own.substring(own.lastIndexOf('\n', asked) + 1).lines().findFirst().orElse("");
    return line.endsWith("{ return }") || depth(own.substring(asked)) > 0;
  }

  /** How many braces are open. */
  private static long depth(String code) {
    return code.chars().filter(c -> c == '{').count() - code.chars().filter(c -> c == '}').count();
  }
}
