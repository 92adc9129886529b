package org.ikelb.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The simulated gateways and clients of one demo.
 *
 * <p>Immutable; used by the story's thread, {@link #close} by any.
 */
final class Cast implements AutoCloseable {
  /** The last three are behind one NAT: same address, different ports. */
  private static final List<String> CLIENT_ADDRESSES =
      List.of(
          "127.0.1.11", "127.0.1.12", "127.0.1.13", "127.0.1.100", "127.0.1.100", "127.0.1.100");

  private final List<DemoGateway> gateways;
  private final List<DemoClient> clients;

  private Cast(List<DemoGateway> gateways, List<DemoClient> clients) {
    this.gateways = List.copyOf(gateways);
    this.clients = List.copyOf(clients);
  }

  /**
   * Makes them; the gateways answer from now on, the clients do nothing yet.
   *
   * @throws IOException if an address or port cannot be used; nothing is left open
   */
  static Cast on(Stage stage, Pace pace) throws IOException {
    List<DemoGateway> gateways = new ArrayList<>();
    List<DemoClient> clients = new ArrayList<>();
    try {
      for (Stage.Place place : stage.gateways()) {
        DemoGateway gateway = new DemoGateway(place.name(), place.ike(), place.natT());
        gateway.start();
        gateways.add(gateway);
      }
      for (String address : CLIENT_ADDRESSES) {
        String name = "client-" + (clients.size() + 1);
        InetAddress source = InetAddress.getByName(address);
        clients.add(new DemoClient(name, source, stage.ike(), stage.natT(), pace));
      }
      return new Cast(gateways, clients);
    } catch (IOException e) {
      new Cast(gateways, clients).close();
      throw e;
    }
  }

  List<DemoGateway> gateways() {
    return gateways;
  }

  List<DemoClient> clients() {
    return clients;
  }

  /** The clients that are connected to this gateway, as the two of them see it. */
  List<DemoClient> clientsOf(DemoGateway gateway) {
    return clients.stream()
        .filter(client -> gatewayOf(client).filter(gateway::equals).isPresent())
        .toList();
  }

  /** The gateway that this client is connected to; empty while it dials. */
  Optional<DemoGateway> gatewayOf(DemoClient client) {
    var spi = client.connectedAs();
    return spi.isEmpty()
        ? Optional.empty()
        : gateways.stream().filter(gateway -> gateway.serves(spi.getAsLong())).findFirst();
  }

  /** Whether every client is connected to some gateway. */
  boolean allConnected() {
    return clients.stream().allMatch(client -> gatewayOf(client).isPresent());
  }

  @Override
  public void close() {
    clients.forEach(DemoClient::close);
    gateways.forEach(DemoGateway::close);
  }
}
