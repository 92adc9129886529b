package org.ikelb.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ikelb.api.Views;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.Health;

/**
 * What a person sees in the demo, act by act: clients dial, a gateway dies, it returns. Every act
 * waits for what it tells; what does not happen is not told, but said to be missing.
 *
 * <p>Runs on one thread; may be interrupted at any time.
 */
final class DemoStory {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Stage stage;
  private final Cast cast;
  private final Views views;
  private final Telling telling;
  private final Pace pace;

  DemoStory(Stage stage, Cast cast, Views views, Telling telling, Pace pace) {
    this.stage = stage;
    this.cast = cast;
    this.views = views;
    this.telling = telling;
    this.pace = pace;
  }

  /**
   * @param command how ikelb is called from another terminal
   */
  void tell(String command) throws InterruptedException, IOException {
    introduce();
    clientsDial();
    pause();
    DemoGateway gateway = cast.gateways().get(0);
    gatewayDies(gateway);
    pause();
    gatewayReturns(gateway);
    pause();
    telling.say(
        """
        That is all. ikelb, the gateways and the clients go on with quiet traffic.
        In a second terminal, see what ikelb sees:

          %s gateways
          %s sessions

        Ctrl-C ends the demo."""
            .formatted(command, command));
  }

  private void introduce() {
    List<String> gateways =
        stage.gateways().stream()
            .map(place -> place.name() + " " + place.ike().getAddress().getHostAddress())
            .toList();
    telling.say(
        """
        ikelb demo

        clients  -->  ikelb %s, ports %d and %d  -->  gateways %s

        The clients and the gateways are simulated: they exchange IKEv2 and ESP datagrams over
        UDP, but nobody logs in and nothing is encrypted. ikelb between them is real and runs
        conf/demo.json. Everything stays on the loopback interface of this machine."""
            .formatted(
                stage.ike().getAddress().getHostAddress(),
                stage.ike().getPort(),
                stage.natT().getPort(),
                String.join(", ", gateways)));
  }

  private void clientsDial() throws InterruptedException, IOException {
    telling.say(
        """
        1. Six clients dial: IKE_SA_INIT to port %d, then IKE_AUTH and ESP to port %d.
           Three of them share one address, as behind a NAT."""
            .formatted(stage.ike().getPort(), stage.natT().getPort()));
    expect("ikelb sees every gateway up", this::allUp);
    cast.sendClients();
    boolean spread = expect("every gateway has clients and none is left out", this::isSpread);
    telling.table(cast);
    if (spread) {
      telling.say("   They are spread, and each has both ports on the same gateway.");
    }
  }

  private void gatewayDies(DemoGateway gateway) throws InterruptedException {
    String names = Telling.names(cast.clientsOf(gateway));
    telling.say(
        """
        2. %s dies: its ports are closed, and it forgets its clients.
           Those are %s."""
            .formatted(gateway.name(), names));
    gateway.die();
    if (expect("ikelb sees " + gateway.name() + " down", () -> isSeen(gateway, Health.DOWN))) {
      telling.say("   ikelb has noticed: %s is down.".formatted(gateway.name()));
    }
    boolean moved = expect(names + " are connected again", cast::allConnected);
    telling.table(cast);
    if (moved) {
      telling.say("   %s dialled again and landed elsewhere.".formatted(names));
    }
  }

  private void gatewayReturns(DemoGateway gateway) throws InterruptedException, IOException {
    String name = gateway.name();
    telling.say("3. %s returns. It knows nobody any more.".formatted(name));
    gateway.start();
    if (expect("ikelb sees " + name + " up", () -> isSeen(gateway, Health.UP))) {
      telling.say("   ikelb has noticed: %s is up. Nobody is moved back.".formatted(name));
    }
    telling.say("   Four more clients dial.");
    cast.sendNewcomers();
    boolean returned = expect(name + " has clients and none is left out", this::isSpread);
    telling.table(cast);
    if (returned) {
      telling.say("   %s takes clients again.".formatted(name));
    }
  }

  private boolean isSpread() {
    return cast.allConnected()
        && cast.gateways().stream().noneMatch(gateway -> cast.clientsOf(gateway).isEmpty());
  }

  private boolean allUp() {
    return cast.gateways().stream().allMatch(gateway -> isSeen(gateway, Health.UP));
  }

  private boolean isSeen(DemoGateway gateway, Health health) {
    return views.gateways().stream()
        .filter(view -> view.id().gateway().equals(gateway.name()))
        .map(GatewayView::health)
        .anyMatch(health::equals);
  }

  /** Waits for it; says so if it does not come true. */
  private boolean expect(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        telling.say(
            "   NOT AS EXPECTED, after %d s of waiting: %s.".formatted(LIMIT.toSeconds(), what));
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
    return true;
  }

  private void pause() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(pace.pause().toNanos());
  }
}
