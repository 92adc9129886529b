package org.ikelb.console.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.console.FakeIkelb;
import org.ikelb.console.output.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportVerbTest {
  private static final String TORN = "lossy pools.vpn.method: paper tears; hold it";

  private final FakeIkelb ikelb = new FakeIkelb();
  @TempDir Path directory;

  @Test
  void aloneListsProductsAndForms() {
    assertEquals(
        """
        PRODUCT  FORM  IT IS
        paper    list  Plain Paper: one line each
        paper    tape  Plain Paper: all in one line
        paper    both  Plain Paper: for two readers
        paper    wall  Plain Paper: for nobody
        paper    path  Plain Paper: a file somewhere else
        1 product
        """,
        Typed.out(ikelb, "export"));
  }

  @Test
  void withoutADirectoryTheFirstFormIsPrintedAndFindingsGoToStandardError() {
    Output output = Typed.run(ikelb, "export", "paper");
    assertEquals(
        new Output(
            0,
            List.of("PRESERVE", "", "vpn"),
            List.of(TORN, "paper, from the running topology: 1 finding")),
        output);
  }

  @Test
  void clientsAreTranslatedOnlyWhenAskedFor() {
    List<String> lines =
        Typed.run(ikelb, "export", "paper", "--form", "list", "--client-address", "translate")
            .out();
    assertEquals("TRANSLATE", lines.get(0));
  }

  @Test
  void clientsAreToldApartBySpiOnlyWhenAskedFor() {
    assertEquals(
        "PRESERVE BY SPI", Typed.run(ikelb, "export", "paper", "--persist-by-spi").out().get(0));
    assertEquals("PRESERVE", Typed.run(ikelb, "export", "paper").out().get(0));
    assertEquals(
        List.of("export: --persist-by-spi needs a PRODUCT"),
        Typed.run(ikelb, "export", "--persist-by-spi").err());
  }

  @Test
  void asJsonEachFindingHasItsPageAndWhatIsAlwaysSoStandsApart() {
    String out = directory.resolve("out").toString();
    JsonObject answer =
        JsonParser.parseString(
                Typed.out(ikelb, "export", "paper", "--form=both", "--out", out, "--json"))
            .getAsJsonObject();
    JsonObject form = answer.getAsJsonArray("forms").get(0).getAsJsonObject();
    assertEquals(
        "P1", form.getAsJsonArray("findings").get(0).getAsJsonObject().get("source").getAsString());
    assertEquals("Paper is flat (P1).", form.get("alwaysSo").getAsString());
  }

  @Test
  void withoutARunningIkelbTheFileIsExported() throws IOException {
    Output output = new Verbs().run(List.of("export", "paper"), ikelb.servicesOfTool());
    assertEquals(0, output.exit());
    assertEquals("paper, from conf/ikelb.json: 1 finding", output.err().get(1));
    Path file = Files.writeString(directory.resolve("mine.json"), "{}");
    assertEquals(
        "paper, from " + file + ": 1 finding",
        Typed.run(ikelb, "export", "paper", "--file", file.toString()).err().get(1));
  }

  @Test
  void aFileWithProblemsIsRefused() throws IOException {
    ikelb.problems = List.of(new Problem("mine.json", 1, 1, "", "is empty"));
    Path file = Files.writeString(directory.resolve("mine.json"), "");
    Output output = Typed.run(ikelb, "export", "paper", "--file", file.toString());
    assertEquals(1, output.exit());
    assertEquals(List.of(), output.out());
  }

  @Test
  void aRefusedFormLeavesNothingBehindEvenOfTheOthers() throws IOException {
    Path out = directory.resolve("out");
    Output output = Typed.run(ikelb, "export", "paper", "--out", out.toString());
    assertEquals(1, output.exit());
    assertEquals(List.of(), output.out());
    assertEquals(
        List.of(
            TORN + " [list, wall]",
            "changed pools: tape is rolled up (P1) [both]",
            "refused pools: walls take no ink [wall]",
            "always so: Paper is flat (P1).",
            "paper, from the running topology: 3 findings",
            "nothing was written"),
        output.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void filesAreReplacedAsAWholeAndKeepTheirLineEnds() throws IOException {
    Files.writeString(directory.resolve("tape.txt"), "an older and longer one");
    Output output =
        Typed.run(ikelb, "export", "paper", "--form=tape", "--out", directory.toString());
    Path file = directory.resolve("tape.txt");
    assertEquals(List.of("wrote " + file), output.out());
    assertEquals("vpn\r\n", Files.readString(file));
    assertEquals(1, count(directory));
  }

  @Test
  void aFormOfSeveralFilesGoesIntoADirectoryOnly() throws IOException {
    Typed.run(ikelb, "export", "paper", "--form=both", "--out", directory + "/new/deep");
    assertEquals(2, count(directory.resolve("new/deep")));
  }

  @Test
  void relativeDirectoriesAreSeenFromTheUsersDirectory() throws IOException {
    Output output =
        Typed.run(
            ikelb, "--directory=" + directory, "export", "paper", "--form=tape", "--out", "sub");
    assertEquals(List.of("wrote " + directory.resolve("sub/tape.txt")), output.out());
    assertEquals(1, count(directory.resolve("sub")));
  }

  @Test
  void anExporterCannotWriteElsewhere() throws IOException {
    Path out = directory.resolve("out");
    Output output = Typed.run(ikelb, "export", "paper", "--form=path", "--out", out.toString());
    assertEquals(1, output.exit());
    assertTrue(output.err().get(0).contains("../list.txt"), output::toString);
    assertEquals(0, count(directory));
  }

  @Test
  void whereNothingCanBeWrittenSaysWhy() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Output output = Typed.run(ikelb, "export", "paper", "--form=list", "--out", file.toString());
    assertEquals(1, output.exit());
    assertTrue(output.err().get(0).startsWith("cannot write into " + file), output::toString);
  }

  @Test
  void asJsonDocumentsAndFindingsAreOneDocument() {
    JsonObject answer =
        JsonParser.parseString(Typed.out(ikelb, "export", "paper", "--json")).getAsJsonObject();
    JsonObject form = answer.getAsJsonArray("forms").get(0).getAsJsonObject();
    JsonObject document = form.getAsJsonArray("documents").get(0).getAsJsonObject();
    JsonObject finding = form.getAsJsonArray("findings").get(0).getAsJsonObject();
    assertEquals("list.txt", document.get("file").getAsString());
    assertEquals("PRESERVE\n\nvpn\n", document.get("content").getAsString());
    assertEquals("lossy", finding.get("effect").getAsString());
  }

  @Test
  void asJsonWhatIsRefusedIsAnError() {
    Output output = Typed.run(ikelb, "export", "paper", "--form=wall", "--json");
    JsonObject answer = JsonParser.parseString(String.join("\n", output.out())).getAsJsonObject();
    assertEquals(1, output.exit());
    assertEquals(
        "refused pools: walls take no ink", answer.getAsJsonArray("errors").get(0).getAsString());
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }
}
