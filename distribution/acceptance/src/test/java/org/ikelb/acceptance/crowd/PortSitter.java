package org.ikelb.acceptance.crowd;

import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Path;

/** A program that sits on a UDP port until its standard input ends: {@code PORT}. */
public final class PortSitter {
  private PortSitter() {}

  /** The program. */
  public static void main(String[] arguments) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(Integer.parseInt(arguments[0]))) {
      System.out.println("sits on " + socket.getLocalPort());
      System.in.readAllBytes();
    }
  }

  /** Starts it, and waits until it sits. */
  public static Process start(int port) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PortSitter.class.getName(),
                Integer.toString(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.getInputStream().read() < 0) {
      throw new IOException("port " + port + " cannot be sat on");
    }
    return process;
  }
}
