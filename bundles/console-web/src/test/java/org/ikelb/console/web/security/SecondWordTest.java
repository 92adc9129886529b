package org.ikelb.console.web.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.ikelb.api.BundleCost;
import org.ikelb.console.web.security.SecondWord.Wish;
import org.junit.jupiter.api.Test;

class SecondWordTest {
  private static final long SECOND = 1_000_000_000;
  private static final Wish STOP_LISTENER = new Wish("admin", "/bundles/7", "stop");

  private final SecondWord secondWord = new SecondWord(ListenerIsSeven::new);

  private static final class ListenerIsSeven implements BundleCost {
    @Override
    public Optional<String> ofStopping(String bundle) {
      return bundle.equals("7") ? Optional.of("it carries the traffic") : Optional.empty();
    }

    @Override
    public String ofEverything() {
      return "all of it";
    }
  }

  private boolean isAsked(Wish wish, long atSecond) {
    return secondWord.question(wish, atSecond * SECOND).isPresent();
  }

  @Test
  void theFirstPressIsAnsweredWithWhatItCostsAndTheSecondIsDone() {
    assertEquals(
        Optional.of(
            "it carries the traffic. To do it all the same, press it once more within a minute."),
        secondWord.question(STOP_LISTENER, 0));
    assertTrue(secondWord.question(STOP_LISTENER, 59 * SECOND).isEmpty());
    assertTrue(isAsked(STOP_LISTENER, 60), "a third one is a first one again");
  }

  @Test
  void aDoubleClickIsOneWord() {
    assertTrue(isAsked(STOP_LISTENER, 0));
    assertTrue(secondWord.question(STOP_LISTENER, SECOND / 5).isPresent());
    assertTrue(!isAsked(STOP_LISTENER, 3));
  }

  @Test
  void aWordHoldsForAMinuteForItsUserItsBundleAndItsButton() {
    assertTrue(isAsked(STOP_LISTENER, 0));
    assertTrue(isAsked(new Wish("eve", "/bundles/7", "stop"), 1));
    assertTrue(isAsked(new Wish("admin", "/bundles/7", "uninstall"), 2));
    assertTrue(isAsked(STOP_LISTENER, 61));
  }

  @Test
  void pluginsAreStoppedWithOneClickAndAStartIsNeverAskedFor() {
    assertTrue(!isAsked(new Wish("admin", "/bundles/8", "stop"), 0));
    assertTrue(!isAsked(new Wish("admin", "/bundles/7", "start"), 0));
  }

  @Test
  void componentsAndTheWholeProcessAreAskedForToo() {
    assertTrue(isAsked(new Wish("admin", "/components/31", "disable"), 0));
    assertTrue(!isAsked(new Wish("admin", "/components/31", "enable"), 0));
    assertTrue(isAsked(new Wish("admin", "/vmstat", "Stop"), 0));
    assertTrue(isAsked(new Wish("admin", "/vmstat", "Restart"), 1), "another wish");
    assertTrue(!isAsked(new Wish("admin", "/vmstat", "gc"), 0));
    assertTrue(!isAsked(new Wish("admin", "/vmstat", ""), 0), "the page that counts down");
  }

  @Test
  void whoAsksForALotIsRememberedABit() {
    for (int i = 0; i < 1_000; i++) {
      assertTrue(isAsked(new Wish("user" + i, "/bundles/7", "stop"), 0));
    }
    assertTrue(isAsked(new Wish("user0", "/bundles/7", "stop"), 1), "forgotten");
  }
}
