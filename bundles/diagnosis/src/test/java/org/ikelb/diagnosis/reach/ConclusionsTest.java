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
  private static final IntUnaryOperator ALL = bytes -> 3;
  private static final IntUnaryOperator NONE = bytes -> 0;
  private static final IntUnaryOperator UNFRAGMENTED = bytes -> bytes > 1472 ? 0 : 3;
  private static final IntUnaryOperator TUNNEL = bytes -> bytes > 1250 ? 0 : 3;

  private final List<Size> sizes = new ArrayList<>();

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
    port(500, ALL, ALL);
    port(4500, ALL, ALL);
    assertEquals(List.of("open"), codes());
  }

  @Test
  void aPortThatNothingComesToIsBlocked() {
    port(500, NONE, NONE);
    port(4500, ALL, ALL);
    assertEquals(List.of("blocked-500"), codes());
    sizes.clear();
    port(500, ALL, ALL);
    port(4500, NONE, NONE);
    assertEquals(List.of("blocked-4500"), codes());
  }

  @Test
  void fragmentsAreDroppedHereOrOnTheWayBack() {
    port(500, UNFRAGMENTED, ALL);
    port(4500, ALL, UNFRAGMENTED);
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
    port(500, TUNNEL, ALL);
    port(4500, ALL, TUNNEL);
    assertEquals(List.of("size-limit", "size-limit-back"), codes());
  }

  @Test
  void theWayBackIsCut() {
    port(500, ALL, NONE);
    port(4500, UNFRAGMENTED, NONE);
    assertEquals(List.of("way-back-cut", "fragments-dropped", "way-back-cut"), codes());
  }

  @Test
  void whatIsLostAtRandomIsNoFragment() {
    port(500, bytes -> bytes == 1200 ? 0 : 3, ALL);
    port(4500, bytes -> bytes == 300 ? 2 : 3, bytes -> bytes == 1600 ? 0 : 3);
    assertEquals(List.of("lossy", "lossy", "lossy"), codes());
  }

  @Test
  void whoIsStillSendingIsNotJudged() {
    port(500, ALL, ALL);
    port(4500, NONE, NONE);
    assertEquals("running", Conclusions.of(sizes, false).get(0).code());
  }
}
