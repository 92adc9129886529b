package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A program that sends nonsense to ports 500 and 4500 from many endpoints: {@code VIP
 * FIRST_THREE_OCTETS SEED COUNT PER_SECOND CAPTURES [SPIi SPIr]...}. First COUNT datagrams of
 * random bytes to each port, then COUNT mutated real ones; some of these carry the SPI pairs given,
 * in hexadecimal, which belong to living tunnels. It prints how many datagrams it sent.
 */
public final class Storm {
  private static final int ENDPOINTS = 50;
  private static final int[] LENGTHS = {0, 1, 3, 4, 7, 8, 27, 28, 29, 32, 33, 100, 376, 1400};

  private final Random random;
  private final List<byte[]> real;
  private final List<byte[]> livePairs;

  private Storm(long seed, List<byte[]> real, List<byte[]> livePairs) {
    this.random = new Random(seed);
    this.real = real;
    this.livePairs = livePairs;
  }

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    InetAddress vip = InetAddress.getByName(arguments[0]);
    List<byte[]> pairs = new ArrayList<>();
    for (int at = 6; at + 1 < arguments.length; at += 2) {
      pairs.add(pair(arguments[at], arguments[at + 1]));
    }
    List<byte[]> real = Capture.payloads(Path.of(arguments[5]));
    Storm storm = new Storm(Long.parseLong(arguments[2]), real, pairs);
    Pace pace = new Pace(Integer.parseInt(arguments[4]));
    List<Endpoint> endpoints = new ArrayList<>();
    for (int host = 1; host <= ENDPOINTS; host++) {
      endpoints.add(new Endpoint(InetAddress.getByName(arguments[1] + "." + host), 0));
    }
    int count = Integer.parseInt(arguments[3]);
    long sent = 0;
    for (int number = 0; number < 2 * count; number++) {
      byte[] datagram = number < count ? storm.nonsense() : storm.mutation();
      for (int port : new int[] {500, 4500}) {
        pace.await();
        endpoints.get(number % ENDPOINTS).send(datagram, new InetSocketAddress(vip, port));
        sent++;
      }
    }
    endpoints.forEach(Endpoint::close);
    System.out.println(sent);
  }

  private static byte[] pair(String initiator, String responder) {
    return ByteBuffer.allocate(16)
        .putLong(Long.parseUnsignedLong(initiator, 16))
        .putLong(Long.parseUnsignedLong(responder, 16))
        .array();
  }

  private byte[] nonsense() {
    byte[] bytes = new byte[length()];
    random.nextBytes(bytes);
    return bytes;
  }

  private int length() {
    return random.nextBoolean() ? random.nextInt(1472) : LENGTHS[random.nextInt(LENGTHS.length)];
  }

  private byte[] mutation() {
    byte[] bytes = real.get(random.nextInt(real.size())).clone();
    if (!livePairs.isEmpty() && random.nextInt(4) == 0) {
      takePair(bytes);
    }
    for (int mutations = random.nextInt(4); mutations > 0; mutations--) {
      bytes = mutate(bytes);
    }
    return bytes;
  }

  private void takePair(byte[] bytes) {
    int at = bytes.length > 4 && ByteBuffer.wrap(bytes).getInt(0) == 0 ? 4 : 0;
    if (bytes.length >= at + 16) {
      byte[] pair = livePairs.get(random.nextInt(livePairs.size()));
      System.arraycopy(pair, 0, bytes, at, pair.length);
    }
  }

  private byte[] mutate(byte[] bytes) {
    if (bytes.length == 0) {
      return nonsense();
    }
    int at = random.nextInt(random.nextBoolean() ? bytes.length : Math.min(64, bytes.length));
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : random.nextInt(64));
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      default -> {
        return Arrays.copyOf(bytes, bytes.length + random.nextInt(64));
      }
    }
    return bytes;
  }
}
