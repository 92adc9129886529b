package org.ikelb.api.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.spi.Guard;
import org.ikelb.spi.GuardFactory;
import org.ikelb.spi.NoSettings;
import org.junit.jupiter.api.Test;

class InstalledPluginsTest {
  private final InstalledPlugins plugins = new InstalledPlugins();
  private final Doorman first = new Doorman();
  private final Doorman second = new Doorman();

  /** Makes nothing. */
  private static final class Doorman implements GuardFactory<NoSettings> {
    @Override
    public Class<NoSettings> settingsType() {
      return NoSettings.class;
    }

    @Override
    public Guard create(NoSettings settings) {
      throw new UnsupportedOperationException();
    }
  }

  private void add(Doorman factory, int ranking, long id) {
    plugins.add(
        ExtensionPoint.GUARD,
        factory,
        Map.of("ikelb.name", "doorman", "service.ranking", ranking, "service.id", id));
  }

  @Test
  void theHigherRankingCountsWhoeverCameFirst() {
    add(first, 0, 1);
    add(second, 5, 2);

    assertEquals(Optional.of(second), plugins.find(ExtensionPoint.GUARD, "doorman"));
    assertEquals(Map.of("doorman", second), plugins.byName(ExtensionPoint.GUARD));
    assertEquals(
        List.of(second), plugins.rivals().stream().map(rivals -> rivals.used().factory()).toList());
    assertEquals(
        List.of(first),
        plugins.rivals().stream().map(rivals -> rivals.passedOver().factory()).toList());
  }

  @Test
  void ofEqualRankingsTheOlderServiceCounts() {
    add(second, 0, 2);
    add(first, 0, 1);

    assertEquals(Optional.of(first), plugins.find(ExtensionPoint.GUARD, "doorman"));
    assertEquals(Map.of("doorman", first), plugins.byName(ExtensionPoint.GUARD));
  }

  @Test
  void whenTheOneThatCountsLeavesTheOtherCounts() {
    add(first, 0, 1);
    add(second, 5, 2);
    plugins.remove(second);

    assertEquals(Optional.of(first), plugins.find(ExtensionPoint.GUARD, "doorman"));
    assertFalse(plugins.isOffered(second));
    assertEquals(List.of(), plugins.rivals());
  }

  @Test
  void oneWithoutANameIsNotThere() {
    plugins.add(ExtensionPoint.GUARD, first, Map.of());
    plugins.add(ExtensionPoint.GUARD, second, Map.of("ikelb.name", " "));

    assertEquals(List.of(), plugins.offers());
  }

  @Test
  void aNameIsOfOneExtensionPoint() {
    add(first, 0, 1);

    assertEquals(Optional.empty(), plugins.find(ExtensionPoint.MONITOR, "doorman"));
    assertTrue(ExtensionPoint.GUARD.isMadeBy(first));
    assertFalse(ExtensionPoint.MONITOR.isMadeBy(first));
  }

  @Test
  void tellsOfEachChangeUntilItNeedNot() {
    List<String> told = new ArrayList<>();
    Runnable end = plugins.onChange(() -> told.add("now " + plugins.offers().size()));
    add(first, 0, 1);
    plugins.remove(first);
    end.run();
    add(second, 0, 2);

    assertEquals(List.of("now 1", "now 0"), told);
  }
}
