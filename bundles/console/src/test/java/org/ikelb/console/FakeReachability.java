package org.ikelb.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.diagnosis.PathFindings;
import org.ikelb.api.diagnosis.PathFindings.Conclusion;
import org.ikelb.api.diagnosis.PathFindings.Size;
import org.ikelb.api.diagnosis.PathFindings.Source;
import org.ikelb.api.diagnosis.PathTest;
import org.ikelb.api.diagnosis.Reachability;

/** One test, of which something has arrived on 500 from one client, and nothing on 4500. */
final class FakeReachability implements Reachability {
  private static final String TOKEN = "0123456789";

  @Override
  public PathTest begin(String host) {
    return new PathTest(
        TOKEN, host, FakeIkelb.NOW.plus(Duration.ofMinutes(30)), "ps " + host, "sh\n " + host);
  }

  @Override
  public boolean isHost(String text) {
    return text.matches("[0-9a-z.:]+");
  }

  @Override
  public Optional<PathFindings> findings(String token) {
    Size some = new Size(500, 300, 3, 3, 3, 2, 2);
    Size none = new Size(4500, 300, 3, 0, 0, 0, 0);
    Conclusion blocked = new Conclusion("blocked-4500", "UDP 4500 is blocked.");
    return Optional.of(
            new PathFindings(
                TOKEN,
                "203.0.113.10",
                FakeIkelb.NOW,
                List.of(new Source("198.51.100.7", true, List.of(some, none), List.of(blocked))),
                1,
                List.of()))
        .filter(findings -> findings.token().equals(token));
  }

  @Override
  public List<String> tokens() {
    return List.of(TOKEN);
  }
}
