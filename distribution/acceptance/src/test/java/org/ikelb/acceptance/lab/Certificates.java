package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lab's certificate authority and the gateways' certificate, whose key of 4096 bits makes
 * IKE_AUTH too long for one datagram. Made by openssl, once for a directory.
 *
 * @param authority the CA's certificate
 * @param certificate of all gateways, for {@code vpn.example.test} and {@code slow.example.test}
 * @param key its private key
 */
record Certificates(Path authority, Path certificate, Path key) {
  private static final String EXTENSIONS =
      """
      subjectAltName=DNS:vpn.example.test,DNS:slow.example.test
      extendedKeyUsage=serverAuth,1.3.6.1.5.5.8.2.2
      """;

  static Certificates in(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path ca = directory.resolve("ca.pem");
    Path caKey = directory.resolve("ca.key");
    Path vpn = directory.resolve("vpn.pem");
    Path vpnKey = directory.resolve("vpn.key");
    Path request = directory.resolve("vpn.csr");
    Path extensions = Files.writeString(directory.resolve("vpn.ext"), EXTENSIONS);
    openssl("req -x509 -newkey rsa:2048 -nodes -days 30 -subj /O=Lab/CN=Lab-CA", caKey, ca);
    openssl("req -newkey rsa:4096 -nodes -subj /O=Lab/CN=vpn.example.test", vpnKey, request);
    run(
        List.of("openssl", "x509", "-req", "-days", "30", "-CAcreateserial"),
        List.of("-in", request, "-CA", ca, "-CAkey", caKey, "-out", vpn, "-extfile", extensions));
    return new Certificates(ca, vpn, vpnKey);
  }

  private static void openssl(String command, Path key, Path out) {
    run(List.of(("openssl " + command).split(" ")), List.of("-keyout", key, "-out", out));
  }

  private static void run(List<String> command, List<Object> files) {
    Execution.of(
            Stream.concat(command.stream(), files.stream().map(Object::toString))
                .toArray(String[]::new))
        .orFail();
  }
}
