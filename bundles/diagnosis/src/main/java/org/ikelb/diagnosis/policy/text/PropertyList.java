package org.ikelb.diagnosis.policy.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PowerShell prints of a policy: {@code DHGroup : Group14}, one a line. Other properties are
 * passed over. Pure functions.
 */
final class PropertyList {
  private static final Pattern PROPERTY = Pattern.compile("\\s*([A-Za-z]{1,40})\\s*:\\s*(.*)");

  private PropertyList() {}

  static boolean isOne(String line) {
    return PROPERTY.matcher(line).matches();
  }

  static void read(String[] lines, WindowsValues values, Problems problems) {
    for (int i = 0; i < lines.length; i++) {
      Matcher property = PROPERTY.matcher(lines[i]);
      if (property.matches()) {
        take(property.group(1), property.group(2).strip(), i + 1, values, problems);
      }
    }
    if (values.isEmpty() && problems.isEmpty()) {
      problems.add(
          "there is none of the properties "
              + String.join(", ", WindowsValues.names())
              + "; it should be what this prints: Get-VpnConnection -Name NAME | Select-Object"
              + " -ExpandProperty IPsecCustomPolicy");
    }
  }

  private static void take(
      String name, String value, int line, WindowsValues values, Problems problems) {
    if (WindowsValues.isMistyped(name)) {
      problems.unknown(line, "the property", name, WindowsValues.names());
    }
    WindowsValues.setting(name).ifPresent(setting -> values.take(setting, value, line));
  }
}
