package org.ikelb.acceptance.lab;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An IKE daemon of another make, as client or as gateway, with files and a control socket of its
 * own. It leaves ESP to the kernel: where that has none, an IKE SA is all that comes of it.
 *
 * <p>Its package and strongSwan's exclude each other. So it is not installed, but unpacked into a
 * folder; it finds its own programs, whose place is compiled in, in a mount that only it has.
 *
 * <p>Not thread-safe.
 */
public final class Libreswan {
  private static final Path UNPACKED = Path.of("/opt/libreswan");
  private static final Path LIBEXEC = UNPACKED.resolve("usr/libexec");
  private static final Path DAEMON = LIBEXEC.resolve("ipsec/pluto");
  private static final Path WHACK = LIBEXEC.resolve("ipsec/whack");
  private static final Path CERTUTIL = Path.of("/usr/bin/certutil");

  private static final String MISSING =
      "\n\n==== NO LIBRESWAN IN "
          + UNPACKED
          + ": NO OTHER MAKE THAN STRONGSWAN IS TESTED. .ci/run unpacks it ====\n\n";

  private final String name;
  private final Namespace namespace;
  private final Path home;
  private final Processes processes;
  private Optional<Process> process = Optional.empty();

  Libreswan(String name, Namespace namespace, Path home, Processes processes) {
    this.name = name;
    this.namespace = namespace;
    this.home = home;
    this.processes = processes;
  }

  /** Skips the tests loudly where it is not; with {@code CI=true} that is a failure. */
  public static void mustBeUnpacked() {
    if (!Stream.of(DAEMON, WHACK, CERTUTIL).allMatch(Files::isExecutable)) {
      System.out.println(MISSING);
      assertFalse(Boolean.parseBoolean(System.getenv("CI")), MISSING);
      assumeTrue(false, MISSING);
    }
  }

  /** Starts it with the connections {@code net}, {@code ike-only}, ... to the balancer. */
  public void startAsClient() {
    start(Template.named("libreswan-client.conf").with("NAME", name).with("VIP", Wiring.VIP4));
  }

  /** Starts it as a gateway that takes what strongSwan's take, and always asks for a cookie. */
  public void startAsGateway() {
    start(Template.named("libreswan-gateway.conf"));
  }

  private void start(Template configuration) {
    if (process.isPresent()) {
      throw new IllegalStateException("libreswan of " + name + " runs already");
    }
    try {
      for (String folder : List.of("nss", "run", "ipsec.d", "dump")) {
        Files.createDirectories(home.resolve(folder));
      }
      Files.writeString(home.resolve("ipsec.conf"), configuration.text());
      Files.writeString(home.resolve("secrets"), ": PSK \"labsecret\"\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!Files.exists(home.resolve("nss/cert9.db"))) { // else it would ask, and ask again
      String keys = "sql:" + home.resolve("nss");
      Execution.of(CERTUTIL.toString(), "-N", "-d", keys, "--empty-password").orFail();
    }
    Process started = processes.add(namespace.start(log(), Map.of(), command()));
    process = Optional.of(started);
    await("libreswan of " + name + " has read all")
        .atMost(10, SECONDS)
        .until(() -> logged().contains("loading secrets from") || !started.isAlive());
  }

  private String[] command() {
    return new String[] {
      "sh",
      "-c",
      "mount --bind \"$0\" /usr/libexec && exec \"$@\"",
      LIBEXEC.toString(),
      DAEMON.toString(),
      "--nofork",
      "--stderrlog",
      "--no-dnssec",
      "--config",
      home.resolve("ipsec.conf").toString(),
      "--secretsfile",
      home.resolve("secrets").toString(),
      "--nssdir",
      home.resolve("nss").toString(),
      "--rundir",
      home.resolve("run").toString(),
      "--ipsecdir",
      home.resolve("ipsec.d").toString(),
      "--dumpdir",
      home.resolve("dump").toString()
    };
  }

  /** Ends it in order: its peers are told. */
  public void stop() {
    process.ifPresent(processes::stop);
    process = Optional.empty();
  }

  /** Begins a connection, and waits for what comes of it, which the log says. */
  public void dial(String connection) {
    whack("--name", connection, "--initiate");
  }

  /** Lets it begin a new IKE SA in place of the old one, and waits until it is there. */
  public void rekeyIke(String connection) {
    whack("--name", connection, "--rekey-ike").orFail();
  }

  private Execution whack(String... arguments) {
    Stream<String> own =
        Stream.of(WHACK.toString(), "--ctlsocket", home.resolve("run/pluto.ctl").toString());
    return namespace.run(Stream.concat(own, Stream.of(arguments)).toArray(String[]::new));
  }

  /** What it has logged since it was started. */
  public String logged() {
    try {
      return Files.readString(log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many lines of its log say this. */
  public int told(String text) {
    return (int) logged().lines().filter(line -> line.contains(text)).count();
  }

  private Path log() {
    return home.resolve("log");
  }
}
