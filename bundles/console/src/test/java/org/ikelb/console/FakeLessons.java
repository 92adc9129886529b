package org.ikelb.console;

import java.time.Duration;
import java.util.List;
import org.ikelb.api.diagnosis.MonitorLesson;
import org.ikelb.api.diagnosis.MonitorLesson.Answer;
import org.ikelb.api.diagnosis.MonitorLessons;
import org.ikelb.spi.ProbeTarget;

/** Every gateway answers the liveness question. */
final class FakeLessons implements MonitorLessons {
  @Override
  public MonitorLesson learn(ProbeTarget target, Duration patience) {
    return new MonitorLesson(
        List.of(new Answer("liveness", "Does it live?", "answers on 500", List.of("to 500: ?"))),
        "\"learnt\": { \"type\": \"ike\", \"probe\": \"liveness\" }",
        "\"monitors\": [\"learnt\"]",
        List.of("It is well."));
  }
}
