package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topology as other products' configuration, without a running ikelb and with one. */
class ExportTest {
  private static final List<String> PRODUCTS = List.of("citrix", "f5", "kemp", "rras");

  @TempDir Path directory;
  private UnpackedIkelb unpacked;

  @BeforeEach
  void unpack() throws Exception {
    unpacked = UnpackedIkelb.in(directory).topology(Topologies.onLoopback());
  }

  @Test
  void everyProductIsListedAndWritesEveryFormIntoADirectory() throws Exception {
    Verb list = unpacked.ikelb("export").done();
    for (String product : PRODUCTS) {
      Set<String> forms =
          list.out()
              .lines()
              .filter(line -> line.startsWith(product + " "))
              .collect(Collectors.toCollection(TreeSet::new));
      Verb export = unpacked.ikelb("export", product, "--out", "exports/" + product).done();
      assertFalse(forms.isEmpty(), list::toString);
      assertEquals(forms.size(), files("exports/" + product).size(), export::toString);
      assertTrue(export.err().contains("\nalways so: "), export::toString);
      assertTrue(export.err().matches("(?s).*\\([CFKR]\\d+\\).*"), export::toString);
    }
  }

  @Test
  void aFormIsPrintedAndItsFindingsGoToStandardErrorAndIntoItsComments() throws Exception {
    Verb export =
        unpacked.ikelb("export", "citrix", "--file", "conf/ikelb.json", "--form", "ns-conf").done();

    assertTrue(export.out().contains("\nadd lb group pg_vpn "), export::toString);
    assertTrue(export.out().contains("\n# LOSSY persistencyGroups.vpn"), export::toString);
    assertTrue(export.err().contains("lossy persistencyGroups.vpn"), export::toString);
  }

  @Test
  void oneFormAloneIsWrittenAndClientsAreTranslatedWhenAskedFor() throws Exception {
    unpacked
        .ikelb("export", "f5", "--form", "as3", "--out", "exports", "--client-address", "translate")
        .done();

    assertEquals(Set.of("f5-as3.json"), files("exports"));
    String declaration = Files.readString(directory.resolve("exports/f5-as3.json"));
    assertTrue(declaration.contains("\"snat\": \"auto\""), declaration);
  }

  @Test
  void clientsAreToldApartBySpiWhenAskedFor() throws Exception {
    Verb f5 = unpacked.ikelb("export", "f5", "--form", "tmsh", "--persist-by-spi").done();
    assertTrue(
        f5.out().contains("\ncreate ltm rule spi_vpn {\nwhen CLIENT_ACCEPTED {\n"), f5.out());
    assertTrue(f5.out().contains("create ltm persistence universal persist_vpn "), f5.out());

    Verb citrix = unpacked.ikelb("export", "citrix", "--persist-by-spi").done();
    assertTrue(citrix.out().contains(" -rule \"CLIENT.UDP.PAYLOAD(8)\" "), citrix.out());

    Verb kemp = unpacked.ikelb("export", "kemp", "--persist-by-spi").done();
    assertTrue(kemp.err().contains("--persist-by-spi changes nothing"), kemp.err());
  }

  @Test
  void aServiceThatNobodyCouldReachIsRefused() throws Exception {
    Files.writeString(
        directory.resolve("drained.json"),
        Topologies.onLoopback()
            .replace("{ \"address\": \"127.0.0.1", "{ \"weight\": 0, \"address\": \"127.0.0.1"));

    Verb export = unpacked.ikelb("export", "f5", "--file", "drained.json");

    assertEquals(1, export.exit(), export::toString);
    assertTrue(export.err().contains("refused pools.vpn.gateways"), export::toString);
  }

  @Test
  void whatCannotBeExpressedIsRefusedAndNothingIsWritten() throws Exception {
    Files.writeString(
        directory.resolve("long.json"), Topologies.onLoopback().replace("\"8h\"", "\"30d\""));

    for (String product : List.of("citrix", "f5", "kemp")) {
      Verb export = unpacked.ikelb("export", product, "--file", "long.json", "--out", "exports");
      assertEquals(1, export.exit(), export::toString);
      assertTrue(export.err().contains("refused persistencyGroups.vpn.timeout"), export::toString);
    }
    assertFalse(Files.exists(directory.resolve("exports")));
  }

  @Test
  void aRunningIkelbExportsWhatRuns() throws Exception {
    try (RunningIkelb running = unpacked.startAndAwaitReady()) {
      unpacked.topology(Topologies.onLoopback().replace("vpn2", "changed"));

      Verb export = running.ikelb("export", "citrix").done();

      assertTrue(export.err().contains("from the running topology"), export::toString);
      assertTrue(export.out().contains(" srv_vpn_vpn2 "), export::toString);
    }
  }

  private Set<String> files(String folder) throws Exception {
    try (Stream<Path> files = Files.list(directory.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
