package org.ikelb.acceptance.lab;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A strongSwan daemon in a namespace, with files and a control socket of its own.
 *
 * <p>Not thread-safe.
 */
final class StrongSwan {
  static final Path DAEMON = Path.of("/usr/sbin/charon-systemd");

  private final String name;
  private final Namespace namespace;
  private final Path home;
  private final Processes processes;
  private Optional<Process> process = Optional.empty();

  StrongSwan(String name, Namespace namespace, Path home, Processes processes) {
    this.name = name;
    this.namespace = namespace;
    this.home = home;
    this.processes = processes;
  }

  /** Writes its files; a running daemon does not read them again. */
  void configure(Certificates certificates, boolean gateway, List<String> charon, String swanctl) {
    try {
      for (String folder : List.of("x509", "x509ca", "private")) {
        Files.createDirectories(home.resolve(folder));
      }
      copy(certificates.authority(), "x509ca");
      if (gateway) {
        for (Certificates.Own own : List.of(certificates.usual(), certificates.expired())) {
          copy(own.certificate(), "x509");
          copy(own.key(), "private");
        }
      }
      Template settings =
          Template.named("strongswan.conf")
              .with("CHARON", String.join("\n", charon))
              .with("PLUGINS", gateway ? "eap-radius" : "")
              .with("SOCKET", socket())
              .with("LOG", log());
      Files.writeString(home.resolve("strongswan.conf"), settings.text());
      Files.writeString(home.resolve("swanctl.conf"), swanctl);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives a running daemon another configuration, which it takes at once. */
  void reload(String swanctl) {
    try {
      Files.writeString(home.resolve("swanctl.conf"), swanctl);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    swanctl("--load-all", "--noprompt").orFail();
  }

  void start() {
    if (process.isPresent()) {
      throw new IllegalStateException(name + " runs already");
    }
    try {
      Files.deleteIfExists(socket());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Process started =
        processes.add(namespace.start(home.resolve("out"), environment(), DAEMON.toString()));
    process = Optional.of(started);
    await(name + " listens")
        .atMost(10, SECONDS)
        .until(() -> Files.exists(socket()) || !started.isAlive());
    swanctl("--load-all", "--noprompt").orFail();
  }

  /** Ends it in order: its peers are told. */
  void stop() {
    process.ifPresent(processes::stop);
    process = Optional.empty();
  }

  /** Ends it with SIGKILL: nobody is told, its ports are closed, its host lives on. */
  void crash() {
    process.ifPresent(processes::kill);
    process = Optional.empty();
  }

  boolean runs() {
    return process.isPresent();
  }

  Execution swanctl(String... arguments) {
    List<String> command = new ArrayList<>(List.of("swanctl"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--uri", "unix://" + socket()));
    return namespace.run(environment(), command.toArray(String[]::new));
  }

  List<SecurityAssociation> sas() {
    return SecurityAssociation.parse(swanctl("--list-sas", "--raw").orFail().output());
  }

  /** What it has logged since the lab was built. */
  String logged() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path socket() {
    return home.resolve("vici");
  }

  private Path log() {
    return home.resolve("log");
  }

  private Map<String, String> environment() {
    return Map.of(
        "STRONGSWAN_CONF", home.resolve("strongswan.conf").toString(),
        "SWANCTL_DIR", home.toString());
  }

  private void copy(Path file, String folder) throws IOException {
    Path target = home.resolve(folder).resolve(file.getFileName());
    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
  }
}
