package org.ikelb.acceptance.lab.traffic;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Random;

/**
 * A program that carries bytes each way over TCP and proves by SHA-256 that they arrived unchanged:
 * {@code serve ADDRESS PORT} or {@code fetch ADDRESS PORT BYTES}.
 */
public final class Parcels {
  public static final int PORT = 7000;

  private static final int TIMEOUT_MILLIS = 30_000;

  private Parcels() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    InetAddress address = InetAddress.getByName(arguments[1]);
    int port = Integer.parseInt(arguments[2]);
    switch (arguments[0]) {
      case "serve" -> serve(address, port);
      case "fetch" -> fetch(new InetSocketAddress(address, port), Integer.parseInt(arguments[3]));
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private static void serve(InetAddress address, int port) throws IOException {
    try (ServerSocket server = new ServerSocket(port, 16, address)) {
      System.out.println("ready");
      while (true) {
        Socket client = server.accept();
        Thread thread = new Thread(() -> serve(client));
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private static void serve(Socket client) {
    try (client;
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
      client.setSoTimeout(TIMEOUT_MILLIS);
      byte[] parcel = receive(in);
      out.write(digest(parcel));
      send(out, parcel.length);
    } catch (IOException e) {
      System.out.println(client.getRemoteSocketAddress() + ": " + e);
    }
  }

  private static void fetch(InetSocketAddress server, int bytes) throws IOException {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.connect(server, TIMEOUT_MILLIS);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      byte[] sent = send(out, bytes);
      if (!Arrays.equals(digest(sent), in.readNBytes(32))) {
        throw new IOException("what arrived is not what was sent");
      }
      receive(in);
    }
  }

  private static byte[] send(DataOutputStream out, int bytes) throws IOException {
    byte[] parcel = new byte[bytes];
    new Random().nextBytes(parcel);
    out.writeInt(bytes);
    out.write(parcel);
    out.write(digest(parcel));
    out.flush();
    return parcel;
  }

  private static byte[] receive(DataInputStream in) throws IOException {
    byte[] parcel = new byte[in.readInt()];
    in.readFully(parcel);
    if (!Arrays.equals(digest(parcel), in.readNBytes(32))) {
      throw new IOException("what arrived is not what was sent");
    }
    return parcel;
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
