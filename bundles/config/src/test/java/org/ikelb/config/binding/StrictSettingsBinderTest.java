package org.ikelb.config.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ikelb.api.plugin.SettingsBinder;
import org.ikelb.api.plugin.SettingsBinder.InvalidSettings;
import org.ikelb.api.plugin.SettingsBinder.Violation;
import org.ikelb.spi.Setting;
import org.junit.jupiter.api.Test;

class StrictSettingsBinderTest {
  private final SettingsBinder binder = new StrictSettingsBinder();

  private enum Level {
    LOW,
    VERY_HIGH
  }

  private record Inner(@Setting(help = "h", defaultValue = "7") long count) {}

  private record All(
      @Setting(help = "h", min = "1", max = "9") int number,
      @Setting(help = "h", defaultValue = "0.5", max = "1") double ratio,
      @Setting(help = "h", defaultValue = "true") boolean flag,
      @Setting(help = "h", defaultValue = "text") String text,
      @Setting(help = "h", min = "1s", max = "1h", defaultValue = "90s") Duration duration,
      @Setting(help = "h", defaultValue = "192.0.2.1") InetAddress address,
      @Setting(help = "h", defaultValue = "very-high") Level level,
      @Setting(help = "h", defaultValue = "{}") Inner inner,
      @Setting(help = "h") List<Inner> list,
      @Setting(help = "h", defaultValue = "1, 2") List<Integer> numbers,
      @Setting(help = "h", max = "1m") Optional<Duration> maybe) {}

  record Range(
      @Setting(help = "h", defaultValue = "1") int from,
      @Setting(help = "h", defaultValue = "2") int to) {
    Range {
      if (from > to) {
        throw new IllegalArgumentException("\"from\" must not be above \"to\"");
      }
    }
  }

  private <S extends Record> List<Violation> violations(Class<S> type, Map<String, Object> values) {
    return assertThrows(InvalidSettings.class, () -> binder.bind(type, values)).violations();
  }

  @Test
  void takesDefaultsWhereNothingIsWritten() throws Exception {
    assertEquals(
        new All(
            3,
            0.5,
            true,
            "text",
            Duration.ofSeconds(90),
            InetAddress.getByName("192.0.2.1"),
            Level.VERY_HIGH,
            new Inner(7),
            List.of(),
            List.of(1, 2),
            Optional.empty()),
        binder.bind(All.class, Map.of("number", 3L)));
  }

  @Test
  void takesWhatIsWritten() throws Exception {
    All all =
        binder.bind(
            All.class,
            Map.of(
                "number",
                9L,
                "ratio",
                1L,
                "flag",
                false,
                "address",
                "2001:db8::1",
                "level",
                "low",
                "inner",
                Map.of("count", 1L),
                "list",
                List.of(Map.of(), Map.of("count", 2L)),
                "numbers",
                5L,
                "maybe",
                "500ms"));
    assertEquals(1.0, all.ratio());
    assertEquals(Level.LOW, all.level());
    assertEquals(new Inner(1), all.inner());
    assertEquals(List.of(new Inner(7), new Inner(2)), all.list());
    assertEquals(List.of(5), all.numbers());
    assertEquals(Optional.of(Duration.ofMillis(500)), all.maybe());
  }

  @Test
  void tellsAllViolationsWithTheirPaths() {
    assertEquals(
        List.of(
            new Violation(List.of(), "\"number\" is missing"),
            new Violation(
                List.of("level"),
                "must be \"low\" or \"very-high\", was \"very_high\"; did you mean \"very-high\"?"),
            new Violation(List.of("list", "1", "count"), "must be a whole number, was a list"),
            new Violation(List.of("maybe"), "must be at most 1m, was \"61s\"")),
        violations(
            All.class,
            Map.of(
                "level", "very_high",
                "list", List.of(Map.of(), Map.of("count", List.of())),
                "maybe", "61s")));
  }

  record Ports(@Setting(help = "h", min = "1") List<Integer> ports) {
    Ports {
      if (ports.isEmpty()) {
        throw new IllegalArgumentException("name at least one port");
      }
    }
  }

  @Test
  void tellsNoRuleThatOnlyAWrongValueBreaks() {
    assertEquals(
        List.of(new Violation(List.of("ports", "1"), "must be at least 1, was 0")),
        violations(Ports.class, Map.of("ports", List.of(500L, 0L))));
    assertEquals(
        List.of(
            new Violation(
                List.of("to"), "must be a whole number, was \"9\"; write it without quotes")),
        violations(Range.class, Map.of("from", 3L, "to", "9")));
    assertEquals(
        List.of(new Violation(List.of(), "name at least one port")),
        violations(Ports.class, Map.of("ports", List.of())));
  }

  @Test
  void tellsTheRulesOfTheRecordItself() {
    assertEquals(
        List.of(new Violation(List.of(), "\"from\" must not be above \"to\"")),
        violations(Range.class, Map.of("from", 3L)));
  }

  private record Upside(@Setting(help = "h", min = "9", max = "1", defaultValue = "5") int rate) {}

  private record Unordered(@Setting(help = "h", min = "1") boolean flag) {}

  private record NoNumber(@Setting(help = "h", max = "many") Optional<Integer> rate) {}

  private record Taken(@Setting(help = "h", defaultValue = "x") String type) {}

  @Test
  void aRecordThatNobodyCanGiveAValueToIsRefusedAsSuchWhateverIsWritten() {
    StrictSettingsBinder binder = new StrictSettingsBinder();
    for (Class<? extends Record> wrong : List.of(Upside.class, Unordered.class, NoNumber.class)) {
      String described =
          assertThrows(IllegalArgumentException.class, () -> binder.describe(wrong)).getMessage();
      assertTrue(described.contains(wrong.getName() + "."), described);
      assertThrows(IllegalArgumentException.class, () -> binder.bind(wrong, Map.of()));
    }
    String upside =
        assertThrows(IllegalArgumentException.class, () -> binder.describe(Upside.class))
            .getMessage();
    assertTrue(upside.endsWith("rate: no value can be right: its min is 9, its max 1"), upside);
  }

  @Test
  void aSettingWithATakenNameIsRefused() {
    String taken =
        assertThrows(
                IllegalArgumentException.class,
                () -> SettingShape.check(Taken.class, Set.of("type")))
            .getMessage();
    assertTrue(taken.contains("Taken.type can never be set"), taken);
  }
}
