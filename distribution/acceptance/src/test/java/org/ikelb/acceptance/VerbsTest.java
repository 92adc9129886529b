package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every verb, typed at a live ikelb with sessions: the demo. What it answers is in {@code
 * verbs.txt}; {@code -Dikelb.golden.write=true} writes that file anew, to be read before it is
 * committed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VerbsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/verbs.txt");

  @TempDir static Path directory;
  private static RunningIkelb demo;

  @BeforeAll
  static void start() throws Exception {
    demo = Demonstration.toldIn(directory);
  }

  @AfterAll
  static void end() {
    demo.close();
  }

  @Test
  @Order(1)
  void answerAsTheyAlwaysDid() throws Exception {
    List<Transcript.Entry> expected = Transcript.read(GOLDEN);
    List<Transcript.Entry> seen = new ArrayList<>();
    for (Transcript.Entry entry : expected) {
      Verb verb = demo.ikelb(words(entry.line()));
      seen.add(new Transcript.Entry(entry.line(), Transcript.abstracted(verb, directory)));
    }
    if (Boolean.getBoolean("ikelb.golden.write")) {
      Transcript.write(GOLDEN, seen);
    }
    Stream<Executable> comparisons =
        IntStream.range(0, expected.size())
            .mapToObj(i -> () -> assertEquals(expected.get(i).text(), seen.get(i).text()));
    assertAll(comparisons);
  }

  @Test
  @Order(2)
  void answerWithOneJsonDocumentHoweverTheyEnd() throws Exception {
    Set<String> tried = new HashSet<>();
    for (Transcript.Entry entry : Transcript.read(GOLDEN)) {
      if (!tried.add(entry.kind())) {
        continue;
      }
      Verb verb = demo.ikelb(words(entry.line() + " --json"));
      boolean tellsOfItsWait = entry.line().contains("--wait");
      assertEquals(tellsOfItsWait, !verb.err().isEmpty(), verb::toString);
      JsonElement answer = document(verb);
      boolean refused = verb.exit() == 1 || verb.exit() == 2;
      assertEquals(refused, isFailure(answer), verb::toString);
    }
  }

  @Test
  void areAllInTheGoldenFile() throws Exception {
    List<String> lines = Transcript.read(GOLDEN).stream().map(Transcript.Entry::line).toList();
    for (String verb : verbs()) {
      assertTrue(
          lines.stream().anyMatch(l -> (l + " ").startsWith(verb + " ")),
          GOLDEN + " lacks \"$ ikelb " + verb + "\": add lines and write it anew, see above");
    }
  }

  @Test
  void sayThatIkelbDoesNotRun(@TempDir Path elsewhere) throws Exception {
    UnpackedIkelb idle = UnpackedIkelb.in(elsewhere);
    Set<String> withoutIkelb = Set.of("check", "export", "help");
    for (String verb : verbs()) {
      if (verb.equals("doctor")) {
        continue; // looks at the machine then, whose health is no matter here
      }
      Verb answer = idle.ikelb(verb.split(" "));
      assertEquals(withoutIkelb.contains(verb) ? 0 : 4, answer.exit(), answer::toString);
    }
  }

  /** What it finds differs from machine to machine, so there is no golden text. */
  @Test
  void doctorTellsOfTheMachine() throws Exception {
    Verb doctor = demo.ikelb("doctor", "--json");
    assertFalse(isFailure(document(doctor)), doctor::toString);
  }

  /** A gateway of the demo dies, so who fails differs from run to run: no golden text. */
  @Test
  void attemptsTellsOfThoseThatLoggedIn() throws Exception {
    JsonObject attempts = document(demo.ikelb("attempts", "--json").done()).getAsJsonObject();
    JsonObject outcomes = attempts.getAsJsonObject("outcomes");
    assertTrue(outcomes.get("established").getAsInt() > 0, attempts::toString);
    assertEquals(0, outcomes.get("refused").getAsInt(), attempts::toString);
    List<String> out = demo.ikelb("attempts").done().out().lines().toList();
    assertTrue(out.get(0).startsWith("AT "), out::toString);
    assertTrue(out.get(out.size() - 1).contains(" established"), out::toString);
  }

  private static Set<String> verbs() throws Exception {
    Set<String> names = new LinkedHashSet<>();
    JsonArray all =
        JsonParser.parseString(demo.ikelb("help", "--json").done().out()).getAsJsonArray();
    all.forEach(syntax -> names.add(syntax.getAsJsonObject().get("name").getAsString()));
    assertFalse(names.isEmpty());
    return names;
  }

  /** SESSION and SPI stand for those of the oldest established session on vpn2. */
  private static String[] words(String line) throws Exception {
    if (!line.contains("SESSION") && !line.contains("SPI")) {
      return line.split(" ");
    }
    Verb sessions =
        demo.ikelb("sessions", "--gateway", "vpn2", "--state", "established", "--json").done();
    JsonObject session =
        JsonParser.parseString(sessions.out())
            .getAsJsonObject()
            .getAsJsonArray("sessions")
            .get(0)
            .getAsJsonObject();
    String pair = session.get("spiPairs").getAsJsonArray().get(0).getAsString();
    return line.replace("SESSION", session.get("id").getAsString())
        .replace("SPI", pair.substring(0, pair.indexOf('-')))
        .split(" ");
  }

  /** Whether it has reasons why nothing was done. */
  private static boolean isFailure(JsonElement answer) {
    return answer.isJsonObject()
        && Stream.of("errors", "problems")
            .map(answer.getAsJsonObject()::getAsJsonArray)
            .anyMatch(reasons -> reasons != null && !reasons.isEmpty());
  }

  /** The one document on standard output. */
  private static JsonElement document(Verb verb) throws Exception {
    try (JsonReader reader = new JsonReader(new StringReader(verb.out()))) {
      reader.setStrictness(Strictness.STRICT);
      JsonElement answer = JsonParser.parseReader(reader);
      assertEquals(JsonToken.END_DOCUMENT, reader.peek(), verb::toString);
      return answer;
    } catch (JsonParseException | MalformedJsonException e) {
      throw new AssertionError("one JSON document must be on standard output of " + verb, e);
    }
  }
}
