package org.ikelb.exporter.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ikelb.api.topology.Gateway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {
  /** Only what became something else is to be told. */
  @ParameterizedTest
  @CsvSource({
    "'1 1 100', '1 1 100', 0",
    "'5 5', '5 5', 0",
    "'200 100 500', '2 1 5', 3",
    "'300 101 0', '100 34 1', 3",
    "'1000 1 1', '100 1 1', 1",
    "'0 0 0', '1 1 1', 3"
  })
  void areKeptInProportion(String written, String exported, int changed) {
    List<Gateway> gateways = gateways(written);

    Weights scaled = Weights.of(gateways, 100, "member");

    assertEquals(
        exported,
        gateways.stream()
            .map(gateway -> String.valueOf(scaled.of(gateway)))
            .collect(Collectors.joining(" ")));
    assertEquals(
        changed, gateways.stream().map(scaled::change).filter(Optional::isPresent).count());
  }

  @Test
  void sayWhetherTheProportionIsKept() {
    assertEquals(
        Optional.of("It is at most 100: 300 became 3, in proportion to the others."),
        change("300 200"));
    assertEquals(
        Optional.of(
            "It is at most 100: 300 became 100, in proportion to the others as near as 1 to 100"
                + " allow."),
        change("300 101"));
    assertEquals(Optional.of("A weight of 0 became a disabled member."), change("0 1"));
  }

  @ParameterizedTest
  @CsvSource({"'2 2 0', true", "'0 0', true", "'1 2', false", "'1000 1000', true"})
  void areEqualIfThoseThatGetAnythingGetTheSame(String written, boolean equal) {
    assertEquals(equal, Weights.of(gateways(written), 100, "member").areEqual());
  }

  private static Optional<String> change(String written) {
    List<Gateway> gateways = gateways(written);
    return Weights.of(gateways, 100, "member").change(gateways.get(0));
  }

  private static List<Gateway> gateways(String weights) {
    return Stream.of(weights.split(" "))
        .map(
            weight -> Draft.gateway("g", Integer.parseInt(weight), OptionalInt.empty(), "10.0.0.1"))
        .toList();
  }
}
