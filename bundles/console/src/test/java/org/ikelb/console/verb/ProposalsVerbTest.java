package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.FakePolicies;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposalsVerbTest {
  @TempDir Path directory;
  private final FakePolicies policies = new FakePolicies();
  private final FakeIkelb ikelb = new FakeIkelb();

  @BeforeEach
  void offer() {
    ikelb.diagnoses =
        new Diagnoses(Optional.empty(), Optional.of(policies), Optional.empty(), Optional.empty());
  }

  @Test
  void whatDiffersIsFirst() {
    assertEquals(
        """
        gateways of one pool differ; a login fails or not by the gateway it comes to:
          pool vpn, group MODP_1024: accepted by vpn/gw2; refused by vpn/gw1

        KIND   ALGORITHM  vpn/gw1 10.0.0.11:500  vpn/gw2 10.0.0.12:500
        group  MODP_2048  accepted               accepted
        group  MODP_1024  refused                accepted

        suites asked for as a whole (named as Windows names them, where it can be set so):
        WINDOWS                SUITE            vpn/gw1 10.0.0.11:500  vpn/gw2 10.0.0.12:500
        AES256 SHA256 Group14  A/B/C/MODP_2048  accepted               accepted
        -                      A/B/C/MODP_1024  refused                accepted

        what RFC 8247 says of those that are taken, the worst first:
        LEVEL       ALGORITHM  SOURCE                 TAKEN BY  NOTE
        SHOULD NOT  MODP_1024  RFC 8247, section 2.4  vpn/gw2   a default of Windows RRAS, and weak
        MUST        MODP_2048  RFC 8247, section 2.4  all

        sent to vpn/gw1 10.0.0.11:500 from 10.0.0.1: 40 datagrams, 12.3 kB; 40 answers
        sent to vpn/gw2 10.0.0.12:500 from 10.0.0.1: 40 datagrams, 12.3 kB; 40 answers
        what they take for ESP is not visible from outside
        """,
        Typed.out(ikelb, "proposals", "vpn"));
    assertEquals(List.of("[vpn/gw1, vpn/gw2, vpn/gw3]"), policies.asked);
  }

  @Test
  void aGatewayThatSaysNothingIsUnknownAndMakesTheExitCode() {
    policies.silent = true;
    Output output = Typed.run(ikelb, "proposals");
    assertEquals(3, output.exit());
    assertTrue(
        output.out().contains("unknown at vpn/gw1 10.0.0.11:500: it did not answer"),
        output::toString);
    assertTrue(output.out().contains("group  MODP_2048  unknown                accepted"));
  }

  @Test
  void machinesAreToldTheSame() {
    JsonObject answer =
        JsonParser.parseString(Typed.out(ikelb, "proposals", "--json")).getAsJsonObject();
    JsonObject gateway = answer.getAsJsonArray("gateways").get(0).getAsJsonObject();
    assertEquals("vpn/gw1", gateway.get("gateway").getAsString());
    JsonObject weak = gateway.getAsJsonArray("algorithms").get(1).getAsJsonObject();
    assertEquals("refused", weak.get("answer").getAsString());
    assertEquals(40, gateway.getAsJsonObject("sent").get("datagrams").getAsInt());
  }

  @Test
  void saysOfEachGatewayWhetherAClientConnects() throws IOException {
    Path file = Files.writeString(directory.resolve("client"), "the policy");
    Output output = Typed.run(ikelb, "proposals", "--client", file.toString());
    assertEquals(1, output.exit());
    assertEquals(
        """
        the client offers for IKE, by proposals of strongSwan:
          A/B/C/MODP_1024
          note: something is not certain

        vpn/gw1 10.0.0.11:500: 13868: policy mismatch, because
          group: offered MODP_1024; the gateway takes MODP_2048
        vpn/gw2 10.0.0.12:500: connects with A/B/C/MODP_1024
        the ESP half: not visible from outside

        policies that both sides can be set to; each command sets its whole policy:
          minimum; strongSwan:
            proposals = x

        sent to vpn/gw1 10.0.0.11:500 from 10.0.0.1: 40 datagrams, 12.3 kB; 40 answers
        sent to vpn/gw2 10.0.0.12:500 from 10.0.0.1: 40 datagrams, 12.3 kB; 40 answers
        """,
        String.join("\n", output.out()) + "\n");
    assertEquals(List.of("[vpn/gw1, vpn/gw2, vpn/gw3] the policy"), policies.asked);
  }

  @Test
  void readsWhatPowerShellWroteInUtf16() throws IOException {
    Path client = directory.resolve("client");
    Files.write(client, ("\ufeff" + "DHGroup").getBytes(StandardCharsets.UTF_16LE));
    Path server = directory.resolve("server");
    Files.write(server, ("\ufeff" + ": Group14").getBytes(StandardCharsets.UTF_8));
    Typed.run(ikelb, "proposals", "--client=" + client, "--server=" + server);
    assertEquals(List.of("[vpn/gw1, vpn/gw2, vpn/gw3] DHGroup: Group14"), policies.asked);
  }

  @Test
  void asksNobodyForWhatItCannotRead() throws IOException {
    Path big = Files.write(directory.resolve("big"), new byte[1_000_001]);
    assertEquals(1, Typed.run(ikelb, "proposals", "--client", big.toString()).exit());
    assertEquals(2, Typed.run(ikelb, "proposals", "--client", directory.toString()).exit());
    assertEquals(2, Typed.run(ikelb, "proposals", "--client", "/nonexistent").exit());
    Path file = Files.writeString(directory.resolve("server"), "a policy");
    assertEquals(1, Typed.run(ikelb, "proposals", "--server", file.toString()).exit());
    assertEquals(
        List.of("no pool \"vnp\"; did you mean \"vpn\"?"),
        Typed.run(ikelb, "proposals", "vnp").err());
    assertEquals(List.of(), policies.asked);
  }

  @Test
  void onlyAdminsMayNameFiles() throws IOException {
    Path file = Files.writeString(directory.resolve("client"), "a policy");
    List<String> line = List.of("proposals", "--client", file.toString());
    Output output = new Verbs().run(line, ikelb.services(new Caller("bob", Role.OPERATE)));
    assertEquals(1, output.exit());
    assertEquals(List.of(), policies.asked);
  }

  @Test
  void saysWhichBundleIsMissing() {
    ikelb.diagnoses = Diagnoses.NONE;
    assertEquals(4, Typed.run(ikelb, "proposals").exit());
  }
}
