package org.ikelb.acceptance.lab.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * A program that sends or gets bytes over one TCP connection for as long as it lasts: {@code serve
 * ADDRESS PORT BYTES_PER_SECOND}, or {@code fetch ADDRESS PORT}, which prints the bytes of each
 * second, a line each.
 */
public final class Download {
  public static final int PORT = 7001;

  private static final int BLOCKS_A_SECOND = 100;
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final long SECOND_NANOS = 1_000_000_000L;

  private Download() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    InetSocketAddress server =
        new InetSocketAddress(InetAddress.getByName(arguments[1]), Integer.parseInt(arguments[2]));
    switch (arguments[0]) {
      case "serve" -> serve(server, Integer.parseInt(arguments[3]));
      case "fetch" -> fetch(server);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void serve(InetSocketAddress address, int bytesPerSecond) throws IOException {
    try (ServerSocket server = new ServerSocket()) {
      server.bind(address);
      System.out.println("ready");
      while (true) {
        Socket client = server.accept();
        Thread thread = new Thread(() -> send(client, bytesPerSecond));
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private static void send(Socket client, int bytesPerSecond) {
    try (client;
        OutputStream out = client.getOutputStream()) {
      Pace pace = new Pace(BLOCKS_A_SECOND);
      byte[] block = new byte[bytesPerSecond / BLOCKS_A_SECOND];
      while (true) {
        pace.await();
        out.write(block);
      }
    } catch (IOException e) {
      System.out.println(client.getRemoteSocketAddress() + ": " + e);
    }
  }

  private static void fetch(InetSocketAddress server) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(server, TIMEOUT_MILLIS);
      socket.setSoTimeout(50);
      InputStream in = socket.getInputStream();
      byte[] block = new byte[65_536];
      long endOfSecond = System.nanoTime() + SECOND_NANOS;
      long bytes = 0;
      while (true) {
        bytes += Math.max(0, read(in, block));
        while (System.nanoTime() - endOfSecond >= 0) {
          System.out.println(bytes);
          bytes = 0;
          endOfSecond += SECOND_NANOS;
        }
      }
    }
  }

  private static int read(InputStream in, byte[] block) throws IOException {
    try {
      return in.read(block);
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }
}
