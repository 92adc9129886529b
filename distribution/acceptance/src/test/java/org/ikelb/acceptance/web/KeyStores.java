package org.ikelb.acceptance.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

/** Key stores as docs/web-console.md says how to make them. */
final class KeyStores {
  static final String PASSWORD = "changeit";

  private KeyStores() {}

  /** A new one, whose certificate has these names ({@code ip:127.0.0.1,dns:balancer.example}). */
  static Path with(Path file, String names) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "console",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-dname",
                "CN=console",
                "-ext",
                "san=" + names)
            .inheritIO()
            .start();
    assertEquals(0, process.waitFor());
    return file;
  }
}
