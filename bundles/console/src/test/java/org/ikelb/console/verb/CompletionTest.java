package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ikelb.console.FakeIkelb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {
  private final FakeIkelb ikelb = new FakeIkelb();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'stat'                     | status
          'config '                  | check diff apply confirm undo history delta save show
          'config c'                 | check confirm
          'gateways '                | vpn
          'drain '                   | vpn/gw1 vpn/gw2 vpn/gw3
          'drain vpn/gw2'            | vpn/gw2
          'drain vpn/gw1 --w'        | --wait
          'drain vpn/gw1 --then '    | keep maintenance
          'drain --then keep '       | vpn/gw1 vpn/gw2 vpn/gw3
          'session '                 | s1 s2
          'sessions --state '        | half-open quiet established suspect
          'sessions --pool '         | vpn
          'log d'                    | debug default
          'top g'                    | gateways
          'plugins m'                | maglev
          'export p'                 | paper
          'export paper --form l'    | list
          'help wa'                  | warnings
          'status '                  | ''
          'nonsense '                | ''
          """)
  void theLastWordIsCompleted(String typed, String candidates) {
    List<String> words = List.of(typed.split(" ", -1));
    assertEquals(candidates, String.join(" ", new Verbs().complete(words, ikelb.services())));
  }

  @Test
  void withoutARunningIkelbThereAreNoNames() {
    List<String> words = List.of("drain", "");
    assertEquals(List.of(), new Verbs().complete(words, ikelb.servicesOfTool()));
  }

  @Test
  void namesAreForScripts() {
    assertEquals("vpn/gw1\nvpn/gw2\nvpn/gw3\n", Typed.out(ikelb, "names", "gateways"));
    assertEquals("s1\ns2\n", Typed.out(ikelb, "names", "sessions"));
    assertEquals("vpn\n", Typed.out(ikelb, "names", "pools"));
    assertEquals("ike\n", Typed.out(ikelb, "names", "virtualservers"));
    assertEquals("maglev\nike\n", Typed.out(ikelb, "names", "plugins"));
    assertEquals("paper\n", Typed.out(ikelb, "names", "products"));
  }
}
