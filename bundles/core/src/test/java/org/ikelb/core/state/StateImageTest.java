package org.ikelb.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.ikelb.spi.StateStoreChanges;
import org.ikelb.spi.StateStoreEntry;
import org.ikelb.spi.StateStoreKind;
import org.junit.jupiter.api.Test;

class StateImageTest {
  private static final StateStoreKind KIND = StateStoreKind.SESSIONS;
  private final StateImage image = new StateImage();

  private static StateStoreEntry entry(String key, int value) {
    return new StateStoreEntry(key, 1, new byte[] {(byte) value});
  }

  private StateStoreChanges take(StateStoreEntry... now) {
    StateStoreChanges changes = image.changes(KIND, List.of(now)).orElseThrow();
    image.taken(changes);
    return changes;
  }

  @Test
  void tellsEverythingFirst() {
    StateStoreChanges first = take(entry("a", 1), entry("b", 2));
    assertTrue(first.complete());
    assertEquals(List.of(entry("a", 1), entry("b", 2)), first.puts());
  }

  @Test
  void thenTellsWhatChanged() {
    take(entry("a", 1), entry("b", 2), entry("c", 3));
    StateStoreChanges next = take(entry("a", 1), entry("b", 9), entry("d", 4));
    assertFalse(next.complete());
    assertEquals(List.of(entry("b", 9), entry("d", 4)), next.puts());
    assertEquals(List.of("c"), next.removals());
    assertEquals(List.of(entry("a", 1), entry("b", 9), entry("d", 4)), next.everything());
  }

  @Test
  void tellsNothingIfNothingChanged() {
    take(entry("a", 1));
    assertEquals(Optional.empty(), image.changes(KIND, List.of(entry("a", 1))));
  }

  @Test
  void tellsAgainWhatTheStoreHasNotTaken() {
    take(entry("a", 1));
    assertTrue(image.changes(KIND, List.of(entry("a", 2))).isPresent());
    assertEquals(List.of(entry("a", 2)), take(entry("a", 2)).puts());
  }
}
