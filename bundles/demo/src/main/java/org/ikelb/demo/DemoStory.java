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
 * waits for what it tells; if that does not happen it says so and goes on.
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
    List<DemoClient> moved = gatewayDies(gateway);
    pause();
    gatewayReturns(gateway, moved);
    pause();
    telling.say(
        """
        That is all. ikelb, the gateways and the clients go on with quiet traffic.
        In a second terminal, see what ikelb sees:

          %1$s gateways
          %1$s sessions

        Ctrl-C ends the demo."""
            .formatted(command));
  }

  private void introduce() {
    List<String> gateways =
        stage.gateways().stream()
            .map(place -> place.name() + " " + place.ike().getAddress().getHostAddress())
            .toList();
    telling.say(
        """
        ikelb demo

        %d clients  -->  ikelb %s, ports %d and %d  -->  gateways %s

        The clients and the gateways are simulated: they exchange IKEv2 and ESP datagrams over
        UDP, but nobody logs in and nothing is encrypted. ikelb between them is real and runs
        conf/demo.json. Everything stays on the loopback interface of this machine."""
            .formatted(
                cast.clients().size(),
                stage.ike().getAddress().getHostAddress(),
                stage.ike().getPort(),
                stage.natT().getPort(),
                String.join(", ", gateways)));
  }

  private void clientsDial() throws InterruptedException {
    telling.say(
        """
        1. The clients dial: IKE_SA_INIT to port %d, then IKE_AUTH and ESP to port %d.
           The last three share one address, as behind a NAT."""
            .formatted(stage.ike().getPort(), stage.natT().getPort()));
    expect("ikelb sees every gateway up", this::allUp);
    cast.clients().forEach(DemoClient::start);
    expect("every client is connected", cast::allConnected);
    telling.table(cast);
    telling.say("   They are spread, and each has both ports on the same gateway.");
  }

  private List<DemoClient> gatewayDies(DemoGateway gateway) throws InterruptedException {
    List<DemoClient> clients = cast.clientsOf(gateway);
    String names = Telling.names(clients);
    telling.say(
        """
        2. %s dies: its ports are closed.
           %s hear nothing any more."""
            .formatted(gateway.name(), names));
    gateway.die();
    expect("ikelb sees " + gateway.name() + " down", () -> isSeen(gateway, Health.DOWN));
    telling.say("   ikelb has noticed: %s is down.".formatted(gateway.name()));
    expect(names + " are connected again", cast::allConnected);
    telling.table(cast);
    telling.say("   %s dialled again and landed elsewhere.".formatted(names));
    return clients;
  }

  private void gatewayReturns(DemoGateway gateway, List<DemoClient> moved)
      throws InterruptedException, IOException {
    telling.say("3. %s returns. It knows nobody any more.".formatted(gateway.name()));
    gateway.start();
    expect("ikelb sees " + gateway.name() + " up", () -> isSeen(gateway, Health.UP));
    telling.say(
        """
           ikelb has noticed: %s is up. Nobody is moved back, a session stays where it is.
           Now %s hang up and dial again."""
            .formatted(gateway.name(), Telling.names(moved))
            .indent(3));
    moved.forEach(DemoClient::hangUpAndDial);
    expect(gateway.name() + " has clients again", () -> hasClientsAgain(gateway));
    telling.table(cast);
    telling.say("   %s takes clients again.".formatted(gateway.name()));
  }

  private boolean hasClientsAgain(DemoGateway gateway) {
    return cast.allConnected() && !cast.clientsOf(gateway).isEmpty();
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

  private void expect(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        telling.say(
            "   NOT AS EXPECTED: after "
                + LIMIT.toSeconds()
                + " s it is not so that "
                + what
                + ".");
        return;
      }
      TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
    }
  }

  private void pause() throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(pace.pause().toNanos());
  }
}
