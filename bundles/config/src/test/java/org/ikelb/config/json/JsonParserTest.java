package org.ikelb.config.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ikelb.config.json.Json.JsonArray;
import org.ikelb.config.json.Json.JsonObject;
import org.ikelb.config.json.Json.JsonScalar;
import org.ikelb.config.json.Json.Member;
import org.ikelb.config.problem.Finding;
import org.ikelb.config.problem.Place;
import org.junit.jupiter.api.Test;

class JsonParserTest {
  private final List<Finding> findings = new ArrayList<>();

  private Json parse(String text) throws SyntaxError {
    return JsonParser.parse(text, Place.root(findings::add));
  }

  @Test
  void knowsWhereEveryKeyAndValueStarts() throws SyntaxError {
    assertEquals(
        new JsonObject(
            1,
            Map.of(
                "a", new Member(3, new JsonScalar(9, 10L)),
                "b",
                    new Member(
                        13,
                        new JsonArray(
                            18, List.of(new JsonScalar(20, "x\"y"), new JsonScalar(29, false)))))),
        parse(" { \"a\" : 10, \"b\": [ \"x\\\"y\" , false ] } "));
  }

  @Test
  void keepsPositionsBehindCommentsAndEscapes() throws SyntaxError {
    assertEquals(
        new JsonArray(0, List.of(new JsonScalar(9, "\u00e9"), new JsonScalar(19, "b"))),
        parse("[ /* * */\"\\u00e9\", \"b\" // \"c\"\n]"));
  }

  @Test
  void tellsWholeNumbersFromOthers() throws SyntaxError {
    assertEquals(
        List.of(1L, -5L, 1.0, 1e3, 1e20),
        parse("[1, -5, 1.0, 1e3, 100000000000000000000]").plain());
  }

  @Test
  void reportsWhatJsonAllowsButWeDoNot() throws SyntaxError {
    assertEquals(
        Map.of("a", 1L, "c", List.of(2L)),
        parse("{\"a\":1, \"a\":2, \"b\":null, \"c\":[null, 2]}").plain());
    assertEquals(
        List.of(List.of("a"), List.of("b"), List.of("c", "0")),
        findings.stream().map(Finding::path).toList());
    assertEquals(List.of(8, 19, 30), findings.stream().map(f -> f.offset().orElseThrow()).toList());
  }

  @Test
  void countsColumnsInCharacters() {
    Lines lines = new Lines("a\n\uD83D\uDE00x\n");
    assertEquals(List.of(1, 1), List.of(lines.line(0), lines.column(0)));
    assertEquals(List.of(2, 1), List.of(lines.line(2), lines.column(2)));
    assertEquals(List.of(2, 2), List.of(lines.line(4), lines.column(4)));
    assertEquals(List.of(3, 1), List.of(lines.line(6), lines.column(6)));
  }
}
