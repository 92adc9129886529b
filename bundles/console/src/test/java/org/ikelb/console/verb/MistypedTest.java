package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MistypedTest {
  private final FakeIkelb ikelb = new FakeIkelb();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          gatewyas                    | 1 | unknown command "gatewyas"; did you mean "gateways"?
          sess                        | 1 | unknown command "sess"; did you mean "sessions"?
          config                      | 1 | config needs one of: check, diff, apply, show
          config aply                 | 1 | config cannot "aply"; did you mean "apply"?
          gateways vnp                | 2 | no pool "vnp"; did you mean "vpn"?
          gateways elsewhere          | 2 | no pool "elsewhere"; there is vpn
          drain vpn/gw9               | 2 | no gateway "vpn/gw9"; did you mean "vpn/gw1"?
          drain                       | 1 | drain: POOL/GATEWAY is missing
          session                     | 1 | session: ID is missing
          session s9                  | 2 | no session "s9": it has ended, or never was; "sessions" lists them
          status now                  | 1 | status: "now" is one word too many
          plugins maglef              | 2 | no plugin "maglef"; did you mean "maglev"?
          sessions --pol vpn          | 1 | sessions: unknown option --pol; did you mean "--pool"?
          sessions --pool             | 1 | sessions: --pool needs a value
          sessions --pool a --pool b  | 1 | sessions: --pool is given twice
          sessions --pool vnp         | 2 | no pool "vnp"; did you mean "vpn"?
          sessions --json=yes         | 1 | sessions: --json takes no value
          sessions --state halfopen   | 1 | sessions: --state cannot be "halfopen"; did you mean "half-open"?
          sessions --client home.lan  | 1 | --client cannot be "home.lan": an address is written like 198.51.100.7 or 2001:db8::7
          sessions --client 10.0.0.0/33 | 1 | --client cannot be "10.0.0.0/33": prefix must be 0..32, was 33
          sessions --client 10.0.0.0/x | 1 | --client cannot be "10.0.0.0/x": the prefix must be a number of bits
          sessions --client 10.0.0.999 | 1 | --client cannot be "10.0.0.999": the address is malformed
          sessions --spi xyz          | 1 | --spi cannot be "xyz": an IKE SPI has up to 16 hexadecimal digits
          help gatewys                | 2 | no command "gatewys"; did you mean "gateways"?
          """)
  void isAnsweredWithWhatWasMeant(String line, int exit, String reason) {
    Output output = Typed.run(ikelb, line.split(" ", -1));
    assertEquals(exit, output.exit(), output::toString);
    assertEquals(List.of(), output.out());
    assertEquals(reason, output.err().get(0));
    assertEquals(List.of(), ikelb.done);
  }

  @Test
  void withJsonTheReasonsAreOneDocument() {
    Output output = Typed.run(ikelb, "gateways", "vnp", "--json");
    assertEquals(2, output.exit());
    assertEquals(List.of(), output.err());
    assertEquals(
        """
        {
          "errors": [
            "no pool \\"vnp\\"; did you mean \\"vpn\\"?"
          ]
        }""",
        String.join("\n", output.out()));
  }
}
