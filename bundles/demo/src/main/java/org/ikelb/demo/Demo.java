package org.ikelb.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ikelb.api.Control;
import org.ikelb.api.Views;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Plays the demo once ikelb serves its topology, and keeps its gateways and clients alive until
 * ikelb stops. The framework property {@code ikelb.demo.pause} (milliseconds) sets how long a
 * person has to read each act.
 *
 * <p>Runs on a thread of its own; thread-safe.
 */
@Component(
    service = {},
    immediate = true)
public final class Demo {
  private static final long LOOK_MILLIS = 50;

  private final Control control;
  private final Views views;
  private final String command;
  private final Pace pace;
  private final Telling telling = new Telling(System.out);
  private final Thread thread = new Thread(this::play, "demo");

  @Activate
  public Demo(BundleContext framework, @Reference Control control, @Reference Views views) {
    this.control = control;
    this.views = views;
    this.command = command(framework);
    this.pace =
        Optional.ofNullable(framework.getProperty("ikelb.demo.pause"))
            .map(millis -> Pace.HUMAN.withPause(Duration.ofMillis(Long.parseLong(millis))))
            .orElse(Pace.HUMAN);
    thread.setDaemon(true);
    thread.start();
  }

  /** How ikelb is called from another terminal. */
  private static String command(BundleContext framework) {
    String home = framework.getProperty("ikelb.home");
    String state = framework.getProperty("ikelb.state");
    String call = home + "/bin/ikelb";
    return (home + "/state").equals(state) ? call : "IKELB_STATE=" + state + " " + call;
  }

  private void play() {
    try {
      Stage stage = awaitStage();
      try (Cast cast = new Cast(stage, pace)) {
        cast.openGateways();
        new DemoStory(stage, cast, views, telling, pace).tell(command);
        TimeUnit.DAYS.sleep(Long.MAX_VALUE);
      }
    } catch (InterruptedException e) {
      return; // ikelb stops
    } catch (IOException e) {
      telling.say("The demo cannot go on: " + e.getMessage());
    }
  }

  private Stage awaitStage() throws InterruptedException {
    while (true) {
      Optional<Stage> stage = Stage.of(control.topology());
      if (stage.isPresent()) {
        return stage.get();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  @Deactivate
  void stop() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
