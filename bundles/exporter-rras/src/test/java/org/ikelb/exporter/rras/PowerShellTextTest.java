package org.ikelb.exporter.rras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PowerShellTextTest {
  @Test
  void tellsCodeFromStringsAndComments() {
    PowerShellText parsed =
        PowerShellText.parse("<# a ' #> Get-It 'b''c' -Name \"d`\"e\" # ' }\nSet-It @{ A = 1 }\n");
    assertEquals(" Get-It '' -Name '' \nSet-It @{ A = 1 }\n", parsed.code());
    assertEquals(List.of("b''c", "d`\"e"), parsed.strings());
    assertEquals(List.of("Get-It", "-Name", "Set-It"), parsed.words());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a",
        "\"a",
        "\"a`\"",
        "<# a",
        "( ]",
        "}",
        "{",
        "'a\nb'",
        "@'\na\n'@",
        "\"$(reboot)\"",
        "'a\u2019 b'"
      })
  void refusesWhatPowerShellMightReadOtherwise(String text) {
    assertThrows(IllegalArgumentException.class, () -> PowerShellText.parse(text));
  }
}
