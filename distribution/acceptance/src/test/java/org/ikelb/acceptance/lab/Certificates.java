package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lab's certificate authority and the gateways' certificates, for {@code vpn.example.test} and
 * {@code slow.example.test}. Made by openssl, once for a directory.
 *
 * @param authority the CA's certificate
 * @param usual that of all gateways; its key of 4096 bits makes IKE_AUTH too long for one datagram
 * @param expired one, with a key of its own, that expired yesterday
 */
record Certificates(Path authority, Own usual, Own expired) {
  static final String USUAL = "vpn";
  static final String EXPIRED = "expired";

  private static final String EXTENSIONS =
      """
      subjectAltName=DNS:vpn.example.test,DNS:slow.example.test
      extendedKeyUsage=serverAuth,1.3.6.1.5.5.8.2.2
      """;

  /**
   * A gateway's own.
   *
   * @param key its private key
   */
  record Own(Path certificate, Path key) {}

  static Certificates in(Path directory) throws IOException {
    Files.createDirectories(directory);
    Path ca = directory.resolve("ca.pem");
    Path caKey = directory.resolve("ca.key");
    openssl("req -x509 -newkey rsa:2048 -nodes -days 30 -subj /O=Lab/CN=Lab-CA", caKey, ca);
    return new Certificates(
        ca,
        own(directory, ca, caKey, USUAL, 4096, 30),
        own(directory, ca, caKey, EXPIRED, 2048, -1));
  }

  private static Own own(Path directory, Path ca, Path caKey, String name, int bits, int days)
      throws IOException {
    Path certificate = directory.resolve(name + ".pem");
    Path key = directory.resolve(name + ".key");
    Path request = directory.resolve(name + ".csr");
    Path extensions = Files.writeString(directory.resolve("vpn.ext"), EXTENSIONS);
    openssl("req -newkey rsa:" + bits + " -nodes -subj /O=Lab/CN=vpn.example.test", key, request);
    run(
        List.of("openssl", "x509", "-req", "-days", Integer.toString(days), "-CAcreateserial"),
        List.of(
            "-in",
            request,
            "-CA",
            ca,
            "-CAkey",
            caKey,
            "-out",
            certificate,
            "-extfile",
            extensions));
    return new Own(certificate, key);
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
