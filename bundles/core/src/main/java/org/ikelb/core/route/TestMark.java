package org.ikelb.core.route;

import java.util.Optional;
import org.ikelb.api.diagnosis.TestAnswerer;
import org.ikelb.api.diagnosis.TestRequests;
import org.jspecify.annotations.Nullable;

/**
 * Knows who answers the requests of a test, while there is a test.
 *
 * <p>Thread-safe; loops read one field of it.
 */
public final class TestMark implements TestRequests {
  private volatile @Nullable TestAnswerer answerer;

  @Override
  public void ask(TestAnswerer newAnswerer) {
    answerer = newAnswerer;
  }

  @Override
  public void leave(TestAnswerer old) {
    if (answerer == old) {
      answerer = null;
    }
  }

  /** Who answers this request, if it is one of a test. */
  Optional<TestAnswerer> answerer(long initiatorSpi, long nowNanos) {
    TestAnswerer asked = answerer;
    return asked != null && asked.knows(initiatorSpi, nowNanos)
        ? Optional.of(asked)
        : Optional.empty();
  }
}
