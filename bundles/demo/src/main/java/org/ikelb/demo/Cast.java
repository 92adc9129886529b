package org.ikelb.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The simulated gateways and clients of one demo.
 *
 * <p>Used by the story's thread.
 */
final class Cast implements AutoCloseable {
  /** The last three of them are behind one NAT: same address, different ports. */
  private static final List<String> CLIENT_ADDRESSES =
      List.of(
          "127.0.1.11", "127.0.1.12", "127.0.1.13", "127.0.1.100", "127.0.1.100", "127.0.1.100");

  private static final List<String> NEWCOMER_ADDRESSES =
      List.of("127.0.1.21", "127.0.1.22", "127.0.1.23", "127.0.1.24");

  private final Stage stage;
  private final Pace pace;
  private final List<DemoGateway> gateways = new ArrayList<>();
  private final List<DemoClient> clients = new ArrayList<>();

  /** Makes nobody yet. */
  Cast(Stage stage, Pace pace) {
    this.stage = stage;
    this.pace = pace;
  }

  /**
   * Makes the gateways, which answer from now on.
   *
   * @throws IOException if an address or port cannot be used
   */
  void openGateways() throws IOException {
    for (Stage.Place place : stage.gateways()) {
      DemoGateway gateway = new DemoGateway(place.name(), place.ike(), place.natT());
      gateways.add(gateway);
      gateway.start();
    }
  }

  /** The first clients begin to dial. */
  void sendClients() throws IOException {
    send(CLIENT_ADDRESSES);
  }

  /** More clients begin to dial. */
  void sendNewcomers() throws IOException {
    send(NEWCOMER_ADDRESSES);
  }

  private void send(List<String> addresses) throws IOException {
    for (String address : addresses) {
      String name = "client-" + (clients.size() + 1);
      InetAddress source = InetAddress.getByName(address);
      DemoClient client = new DemoClient(name, source, stage.ike(), stage.natT(), pace);
      clients.add(client);
      client.start();
    }
  }

  List<DemoGateway> gateways() {
    return List.copyOf(gateways);
  }

  List<DemoClient> clients() {
    return List.copyOf(clients);
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
