package ${package};

import java.net.InetAddress;
import org.ikelb.spi.Key;
import org.ikelb.spi.Opening;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.Prefix;

/** Keeps the clients of one IPv4 network on one gateway; an IPv6 client goes by its address. */
final class Strategy implements PersistencyStrategy {
  private final Settings settings;

  Strategy(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Key keyOf(Opening opening) {
    InetAddress client = opening.clientAddress();
    return client.getAddress().length == 4
        ? Key.shared(Prefix.of(client, settings.prefix4()).address().getAddress())
        : Key.shared(client.getAddress());
  }
}
