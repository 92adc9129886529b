package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ikelb.acceptance.lab.traffic.Capture;
import org.ikelb.acceptance.lab.traffic.Salvo;

/**
 * Datagrams that c2 sends to ikelb's port 4500 from endpoints that are no client's, and what it got
 * for them.
 *
 * <p>Not thread-safe.
 */
public final class Attack {
  private final List<String> lines = new ArrayList<>();
  private final Set<InetSocketAddress> endpoints = new HashSet<>();

  /** Adds a datagram. */
  public Attack shoot(String address, int port, byte[] payload) {
    lines.add(Salvo.line(address, port, payload));
    endpoints.add(new InetSocketAddress(address, port));
    return this;
  }

  /** On its way, its source is changed to this one. */
  public Attack disguisedAs(String address, int port) {
    endpoints.add(new InetSocketAddress(address, port));
    return this;
  }

  /** Sends all of it, and waits 2 s for what comes back. */
  public void run(Lab lab, int perSecond) {
    Path file = lab.file("salvo");
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lab.run("c2", Salvo.class, Wiring.VIP4, 4500, file, perSecond).orFail();
  }

  /** Whether a datagram was sent in this attack. */
  public boolean sent(Capture.Datagram datagram) {
    return endpoints.contains(datagram.from());
  }

  /** Whether a datagram went to where this attack came from. */
  public boolean gained(Capture.Datagram datagram) {
    return endpoints.contains(datagram.to());
  }

  public int datagrams() {
    return lines.size();
  }
}
