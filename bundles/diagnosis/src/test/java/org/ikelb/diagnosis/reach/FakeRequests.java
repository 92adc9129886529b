package org.ikelb.diagnosis.reach;

import java.util.Optional;
import org.ikelb.api.diagnosis.TestAnswerer;
import org.ikelb.api.diagnosis.TestRequests;

/** Core, as far as it is asked. */
final class FakeRequests implements TestRequests {
  Optional<TestAnswerer> asked = Optional.empty();

  @Override
  public void ask(TestAnswerer answerer) {
    asked = Optional.of(answerer);
  }

  @Override
  public void leave(TestAnswerer answerer) {
    asked = asked.filter(it -> it != answerer);
  }
}
