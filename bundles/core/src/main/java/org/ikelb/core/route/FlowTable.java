package org.ikelb.core.route;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.ikelb.core.client.SecretHash;
import org.ikelb.core.follow.ClientSide;
import org.ikelb.core.session.SessionUpstream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a flow by the client's endpoint and the listen address: one open-addressed table with
 * linear probing. Clients choose their ports, so keys are mixed with a secret.
 *
 * <p>Not thread-safe: used on one loop.
 */
public final class FlowTable {
  private static final int SMALLEST = 256;
  private static final long V4_MAPPED = 0x0000_ffff_0000_0000L;

  private final SecretHash hash = new SecretHash();
  private @Nullable Flow[] slots = new @Nullable Flow[SMALLEST];
  private int size;

  /** The segments of a train come with the same object as their sender. */
  private @Nullable InetSocketAddress lastClient;

  private int lastListenAddress;
  private @Nullable Flow lastFlow;

  public int size() {
    return size;
  }

  /** The flow of an endpoint; null: there is none. */
  @SuppressWarnings("ReferenceEquality") // an equal one is found in the table, too
  public @Nullable Flow find(InetSocketAddress client, int listenAddress) {
    if (client == lastClient && listenAddress == lastListenAddress) {
      return lastFlow;
    }
    Flow flow = lookUp(client, listenAddress);
    if (flow != null) {
      lastClient = client;
      lastListenAddress = listenAddress;
      lastFlow = flow;
    }
    return flow;
  }

  private @Nullable Flow lookUp(InetSocketAddress client, int listenAddress) {
    InetAddress address = client.getAddress();
    long high = high(address);
    long low = low(address);
    int port = client.getPort();
    int mask = slots.length - 1;
    int slot = hash(high, low, port, listenAddress) & mask;
    Flow flow;
    while ((flow = slots[slot]) != null) {
      if (flow.addressLow == low
          && flow.port == port
          && flow.listenAddress == listenAddress
          && flow.addressHigh == high) {
        return flow;
      }
      slot = (slot + 1) & mask;
    }
    return null;
  }

  /** Adds the upstream to an endpoint's flow, which begins with it if need be. */
  public void add(ClientSide side, SessionUpstream upstream) {
    Flow flow = find(side.client(), side.listenAddress());
    if (flow != null) {
      flow.add(upstream);
      return;
    }
    if (size * 2 >= slots.length) {
      resize(slots.length * 2);
    }
    InetAddress address = side.client().getAddress();
    insert(new Flow(high(address), low(address), side, upstream));
    size++;
  }

  /** Takes the upstream out of an endpoint's flow, which ends with its last one. */
  public void remove(ClientSide side, SessionUpstream upstream) {
    Flow flow = find(side.client(), side.listenAddress());
    if (flow != null && flow.remove(upstream)) {
      delete(flow);
    }
  }

  /** Whose flows came to this listen address. */
  public List<Flow> on(int listenAddress) {
    List<Flow> found = new ArrayList<>();
    for (Flow flow : slots) {
      if (flow != null && flow.listenAddress == listenAddress) {
        found.add(flow);
      }
    }
    return found;
  }

  private void insert(Flow flow) {
    int mask = slots.length - 1;
    int slot = hash(flow) & mask;
    while (slots[slot] != null) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = flow;
  }

  private void delete(Flow flow) {
    int mask = slots.length - 1;
    int hole = hash(flow) & mask;
    while (slots[hole] != flow) {
      hole = (hole + 1) & mask;
    }
    slots[hole] = null;
    size--;
    lastClient = null;
    lastFlow = null;
    // Close the gap, so that probing never stops short of a flow that was pushed on.
    int slot = (hole + 1) & mask;
    Flow next;
    while ((next = slots[slot]) != null) {
      int home = hash(next) & mask;
      if (((slot - home) & mask) >= ((slot - hole) & mask)) {
        slots[hole] = next;
        slots[slot] = null;
        hole = slot;
      }
      slot = (slot + 1) & mask;
    }
  }

  private void resize(int capacity) {
    @Nullable Flow[] old = slots;
    slots = new @Nullable Flow[capacity];
    for (Flow flow : old) {
      if (flow != null) {
        insert(flow);
      }
    }
  }

  private int hash(Flow flow) {
    return hash(flow.addressHigh, flow.addressLow, flow.port, flow.listenAddress);
  }

  private int hash(long high, long low, int port, int listenAddress) {
    return hash.of(high, low, (long) port << Integer.SIZE | listenAddress);
  }

  private static long high(InetAddress address) {
    return address instanceof Inet4Address ? 0 : eightBytes(address.getAddress(), 0);
  }

  private static long low(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address
        ? V4_MAPPED | fourBytes(bytes, 0)
        : eightBytes(bytes, Long.BYTES);
  }

  private static long eightBytes(byte[] bytes, int at) {
    return (fourBytes(bytes, at) << Integer.SIZE) | fourBytes(bytes, at + Integer.BYTES);
  }

  /** By hand, for so the compiler can do without the array. */
  private static long fourBytes(byte[] bytes, int at) {
    return ((long) (bytes[at] & 0xff) << 24)
        | ((bytes[at + 1] & 0xff) << 16)
        | ((bytes[at + 2] & 0xff) << 8)
        | (bytes[at + 3] & 0xff);
  }
}
