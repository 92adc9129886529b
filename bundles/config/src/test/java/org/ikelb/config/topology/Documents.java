package org.ikelb.config.topology;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ikelb.api.TopologyFile.Problem;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.TopologyFile.Use;

/** Topology documents for tests. */
public final class Documents {
  /** A valid one, line by line, so that a test can replace a part and know where it stands. */
  static final String VALID =
      """
      { "version": 1,
        "virtualServers": {
          "ike": { "address": ["203.0.113.10", "2001:db8::10"], "port": 500, "pool": "vpn" },
          "nat-t": { "address": ["203.0.113.10", "2001:db8::10"], "port": 4500, "pool": "vpn" } },
        "persistencyGroups": {
          "g": { "virtualServers": ["ike", "nat-t"], "strategy": "ike-spi" } },
        "pools": {
          "vpn": { "sourceAddresses": ["10.0.0.5", "10.0.0.6"],
            "gateways": {
              "vpn1": { "address": ["10.0.0.11", "2001:db8::11"], "maxSessions": 500 },
              "vpn2": { "address": "10.0.0.12", "weight": 2 } },
            "monitors": ["ping", "ike"], "guards": ["rate-limit"] } },
        "monitors": {
          "ping": { "type": "icmp" },
          "ike": { "type": "ike", "identity": "probe" } } }
      """;

  private Documents() {}

  static Reading read(String text, Use use) {
    return new TopologyReader(FakePlugins.installed(), use, address -> true).read("f", text);
  }

  static List<String> problems(String text, Use use) {
    return read(text, use).problems().stream().map(Problem::toString).toList();
  }

  /** The shipped file of this name, of the folder {@code config/}. */
  public static String shipped(String name) throws IOException {
    return Files.readString(Path.of("../../config").resolve(name));
  }

  static String resource(String name) throws IOException {
    try (InputStream in = Documents.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
