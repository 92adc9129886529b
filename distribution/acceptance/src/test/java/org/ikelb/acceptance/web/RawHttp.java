package org.ikelb.acceptance.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Requests byte by byte, as no client library would send them. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 60_000;

  private RawHttp() {}

  /** Asks, and returns all that is answered: head and body. */
  static String ask(Socket connection, String path, String host, String... headers)
      throws IOException {
    try (connection) {
      String head =
          "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n".formatted(path, host)
              + String.join("", headers)
              + "\r\n";
      connection.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Socket connect(String address, int port) throws IOException {
    return connect(new Socket(), address, port);
  }

  /** From another address of this machine. */
  static Socket connect(String from, String address, int port) throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(from, 0));
    return connect(socket, address, port);
  }

  private static Socket connect(Socket socket, String address, int port) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
    return socket;
  }

  /** As a browser whose user has accepted the certificate, whatever name it has. */
  static Socket connectTls(String address, int port) throws IOException, GeneralSecurityException {
    TrustManager trusting =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(X509Certificate[] chain, String type) {}

          @Override
          public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
          }
        };
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {trusting}, null);
    return connect(context.getSocketFactory().createSocket(), address, port);
  }
}
