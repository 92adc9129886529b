package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * A program that pushes numbered datagrams one way, to a host that says nothing: {@code push SOURCE
 * TARGET COUNT BYTES PER_SECOND}, and one that catches them: {@code catch ADDRESS COUNT}, which
 * ends when it has all, or after 5 s without any, and prints how many different ones came.
 */
public final class Pushed {
  public static final int PORT = 7002;

  private static final int SILENCE_MILLIS = 5_000;

  private Pushed() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "push" -> push(arguments);
      case "catch" -> catchAll(InetAddress.getByName(arguments[1]), Integer.parseInt(arguments[2]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void push(String... arguments) throws IOException {
    InetSocketAddress target = new InetSocketAddress(InetAddress.getByName(arguments[2]), PORT);
    int count = Integer.parseInt(arguments[3]);
    int bytes = Integer.parseInt(arguments[4]);
    Pace pace = new Pace(Integer.parseInt(arguments[5]));
    try (Endpoint endpoint = new Endpoint(InetAddress.getByName(arguments[1]), 0)) {
      for (int number = 0; number < count; number++) {
        pace.await();
        endpoint.send(ByteBuffer.allocate(bytes).putInt(number).array(), target);
      }
    }
  }

  private static void catchAll(InetAddress address, int count) throws IOException {
    BitSet caught = new BitSet(count);
    try (Endpoint endpoint = new Endpoint(address, PORT)) {
      System.out.println("ready");
      endpoint.patience(SILENCE_MILLIS);
      while (caught.cardinality() < count) {
        caught.set(ByteBuffer.wrap(Endpoint.bytes(endpoint.receive())).getInt());
      }
    } catch (SocketTimeoutException e) {
      // No more will come.
    }
    System.out.println(caught.cardinality());
  }
}
