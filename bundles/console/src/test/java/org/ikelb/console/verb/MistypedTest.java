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
          config                      | 1 | config needs one of: check, diff, apply, confirm, undo, history, delta, save, show
          config aply                 | 1 | config cannot "aply"; did you mean "apply"?
          gateways vnp                | 2 | no pool "vnp"; did you mean "vpn"?
          gateways VPN                | 2 | no pool "VPN"; did you mean "vpn"?
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
          log debgu                   | 1 | log: LEVEL cannot be "debgu"; did you mean "debug"?
          log debug --for 10          | 1 | --for must be a time like 90s, 10m or 4h, was "10"
          log default --for 10m       | 1 | log: the default is for good, so leave out --for
          top client 3                | 1 | 'top: clients|gateways|sessions cannot be "client"; did you mean "clients"?'
          top clients none            | 1 | N must be a number from 1 to 10000, was "none"
          top --seconds 61            | 1 | --seconds must be a number from 1 to 60, was "61"
          names gateway               | 1 | names: KIND cannot be "gateway"; did you mean "gateways"?
          weight vpn/gw1 1001         | 1 | N must be a number from 0 to 1000, was "1001"
          weight vpn/gw9 1            | 2 | no gateway "vpn/gw9"; did you mean "vpn/gw1"?
          probe vpn/gw9               | 2 | no gateway "vpn/gw9"; did you mean "vpn/gw1"?
          drain vpn/gw1 --then keep   | 1 | drain: --then needs --max-wait
          drain vpn/gw1 --max-wait 4  | 1 | --max-wait must be a time like 90s, 10m or 4h, was "4"
          drain vpn/gw1 --max-wait 4h --then maint | 1 | drain: --then cannot be "maint"; did you mean "maintenance"?
          trace 0g                    | 2 | "0g" is no file, and no bytes in hexadecimal digits either
          trace 00 --to ikee          | 2 | no virtual server "ikee"; did you mean "ike"?
          trace 00 --from home:500    | 1 | --from cannot be "home:500": an endpoint is written like 198.51.100.7:4500 or [2001:db8::7]:4500
          trace 00                    | 1 | trace: which virtual server? Say --to and one of [ike]
          export paper --form tapes   | 2 | no form of paper "tapes"; did you mean "tape"?
          export papre                | 2 | no product "papre"; did you mean "paper"?
          export --form list          | 1 | export: --form needs a PRODUCT
          export paper --client-address show | 1 | export: --client-address cannot be "show"; there is preserve, translate
          export paper --form both    | 1 | export: this form has 2 files; name a directory for them with --out
          shell                       | 1 | shell: only "bin/ikelb shell" opens one, without more words
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
