package org.ikelb.acceptance.crowd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Random;
import org.ikelb.acceptance.UnpackedIkelb;

/**
 * An unpacked ikelb, a gateway and a crowd, on loopback addresses that no other process uses.
 *
 * <p>For one test thread.
 */
public final class CrowdedIkelb implements AutoCloseable {
  private static final int PORT = 9500;
  private static final int GATEWAY_PORT = 9501;

  private final String net = "127." + (20 + new Random().nextInt(200));
  private final UnpackedIkelb unpacked;
  private final EchoGateway gateway;
  private final InetSocketAddress natT;
  private final Crowd crowd;
  private final Crowd prober;

  /** Unpacks and configures it, without guards; it does not run yet. */
  public CrowdedIkelb(Path directory) throws IOException, InterruptedException {
    this(directory, "\"guards\": [],");
  }

  private CrowdedIkelb(Path directory, String guards) throws IOException, InterruptedException {
    unpacked = UnpackedIkelb.in(directory).topology(topology(net).replace("GUARDS", guards));
    gateway = new EchoGateway(InetAddress.getByName(net + ".0.11"), GATEWAY_PORT);
    natT = new InetSocketAddress(net + ".0.10", PORT);
    crowd = new Crowd(natT, net, 0);
    prober = new Crowd(natT, net, 30_000);
  }

  /** The same, with the guards that there are if none are named. */
  public static CrowdedIkelb guarded(Path directory) throws IOException, InterruptedException {
    return new CrowdedIkelb(directory, "");
  }

  private static String topology(String net) {
    return """
        {
          "version": 1,
          "virtualServers": {
            "nat-t": {
              "address": "NET.0.10", "port": 9500, "protocol": "nat-t", "gatewayPort": 9501,
              "pool": "vpn"
            }
          },
          "persistencyGroups": { "vpn": { "virtualServers": ["nat-t"], "strategy": "ike-spi" } },
          "pools": { "vpn": { GUARDS "gateways": { "vpn1": { "address": "NET.0.11" } } } }
        }
        """
        .replace("NET", net);
  }

  /** Where clients dial. */
  public InetSocketAddress natT() {
    return natT;
  }

  /** The first two bytes of the addresses that are its own: {@code 127.77}. */
  public String net() {
    return net;
  }

  public UnpackedIkelb unpacked() {
    return unpacked;
  }

  public EchoGateway gateway() {
    return gateway;
  }

  public Crowd crowd() {
    return crowd;
  }

  /** A crowd of its own, for {@link Outage}. */
  public Crowd prober() {
    return prober;
  }

  @Override
  public void close() {
    crowd.close();
    prober.close();
    gateway.close();
  }
}
