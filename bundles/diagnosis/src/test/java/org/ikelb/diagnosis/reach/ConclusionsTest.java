package org.ikelb.diagnosis.reach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.ikelb.api.diagnosis.PathFindings.Conclusion;
import org.ikelb.api.diagnosis.PathFindings.Size;
import org.junit.jupiter.api.Test;

class ConclusionsTest {
  /** How much of each size passes. */
  private enum Way {
    ALL(9_999, 3),
    NONE(0, 0),
    UNFRAGMENTED(1472, 3),
    TUNNEL(1250, 3);

    private final int longest;
    private final int passing;

    Way(int longest, int passing) {
      this.longest = longest;
      this.passing = passing;
    }

    int of(int bytes) {
      return bytes > longest ? 0 : passing;
    }
  }

  private final List<Size> sizes = new ArrayList<>();

  private void port(int port, Way arrived, Way back) {
    port(port, arrived::of, back::of);
  }

  private void port(int port, IntUnaryOperator arrived, IntUnaryOperator back) {
    for (int bytes : Requests.SIZES) {
      int here = arrived.applyAsInt(bytes);
      int before = Math.max(0, here - 1);
      sizes.add(
          new Size(port, bytes, 3, here, here, before, Math.min(before, back.applyAsInt(bytes))));
    }
  }

  private List<String> codes() {
    return Conclusions.of(sizes, true).stream().map(Conclusion::code).toList();
  }

  @Test
  void allIsOpen() {
    port(500, Way.ALL, Way.ALL);
    port(4500, Way.ALL, Way.ALL);
    assertEquals(List.of("open"), codes());
  }

  @Test
  void aPortThatNothingComesToIsBlocked() {
    port(500, Way.NONE, Way.NONE);
    port(4500, Way.ALL, Way.ALL);
    assertEquals(List.of("blocked-500"), codes());
    sizes.clear();
    port(500, Way.ALL, Way.ALL);
    port(4500, Way.NONE, Way.NONE);
    assertEquals(List.of("blocked-4500"), codes());
  }

  @Test
  void fragmentsAreDroppedHereOrOnTheWayBack() {
    port(500, Way.UNFRAGMENTED, Way.ALL);
    port(4500, Way.ALL, Way.UNFRAGMENTED);
    assertEquals(List.of("fragments-dropped", "fragments-dropped-back"), codes());
    String text = Conclusions.of(sizes, true).get(0).text();
    assertTrue(
        text.startsWith(
            "UDP 500: IP fragments are dropped on the way to ikelb: up to 1400 bytes arrive, 1480,"
                + " 1600, 2400 do not."),
        text);
  }

  @Test
  void aSmallMtuIsAnotherThing() {
    port(500, Way.TUNNEL, Way.ALL);
    port(4500, Way.ALL, Way.TUNNEL);
    assertEquals(List.of("size-limit", "size-limit-back"), codes());
  }

  @Test
  void theWayBackIsCut() {
    port(500, Way.ALL, Way.NONE);
    port(4500, Way.UNFRAGMENTED, Way.NONE);
    assertEquals(List.of("way-back-cut", "fragments-dropped", "way-back-cut"), codes());
  }

  @Test
  void whatIsLostAtRandomIsNoFragment() {
    port(500, bytes -> bytes == 1200 ? 0 : 3, bytes -> 3);
    port(4500, bytes -> bytes == 300 ? 2 : 3, bytes -> bytes == 1600 ? 0 : 3);
    assertEquals(List.of("lossy", "lossy", "lossy"), codes());
  }

  @Test
  void whoIsStillSendingIsNotJudged() {
    port(500, Way.ALL, Way.ALL);
    port(4500, Way.NONE, Way.NONE);
    assertEquals("running", Conclusions.of(sizes, false).get(0).code());
  }
}
