package org.ikelb.core.control;

import org.ikelb.api.diagnosis.TestAnswerer;
import org.ikelb.api.diagnosis.TestRequests;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Has the loops ask for the answers to a test's requests.
 *
 * <p>Thread-safe.
 */
@Component(service = TestRequests.class)
public final class LiveTestRequests implements TestRequests {
  private final TestRequests mark;

  @Activate
  public LiveTestRequests(@Reference ControlPlane plane) {
    this.mark = plane.running().parts().loops().testMark();
  }

  @Override
  public void ask(TestAnswerer answerer) {
    mark.ask(answerer);
  }

  @Override
  public void leave(TestAnswerer answerer) {
    mark.leave(answerer);
  }
}
