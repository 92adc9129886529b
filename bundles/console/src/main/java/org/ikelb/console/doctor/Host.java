package org.ikelb.console.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.ikelb.api.view.Warning;

/**
 * This machine and this process, as {@code /proc} and the JVM show them.
 *
 * <p>Immutable; blocks for files.
 *
 * @param proc where {@code /proc} is
 * @param java the JVM
 * @param bundles what is wrong with the bundles of this process
 */
public record Host(Path proc, Jvm java, Supplier<List<Warning>> bundles) {

  /**
   * A JVM.
   *
   * @param feature 17, 21, ...
   * @param version {@code 17.0.12+7}
   * @param vendor who made it
   * @param home where it is
   * @param platform system and processor: {@code Linux amd64}
   */
  public record Jvm(int feature, String version, String vendor, String home, String platform) {
    static Jvm running() {
      return new Jvm(
          Runtime.version().feature(),
          Runtime.version().toString(),
          System.getProperty("java.vendor", "unknown"),
          System.getProperty("java.home", "unknown"),
          System.getProperty("os.name", "unknown") + " " + System.getProperty("os.arch", ""));
    }
  }

  /** This machine. */
  public static Host here(Supplier<List<Warning>> bundles) {
    return new Host(Path.of("/proc"), Jvm.running(), bundles);
  }

  boolean has(Capability capability) {
    return status("CapEff:").map(hex -> Long.parseUnsignedLong(hex, 16)).stream()
        .anyMatch(capability::isIn);
  }

  /** The effective group, and the supplementary ones. */
  LongStream groups() {
    Stream<String> effective = status("Gid:").map(ids -> ids.split("\\s+", -1)[1]).stream();
    Stream<String> others =
        status("Groups:").stream().flatMap(ids -> Stream.of(ids.split("\\s+", -1)));
    return Stream.concat(effective, others).filter(id -> !id.isEmpty()).mapToLong(Long::parseLong);
  }

  /** The numbers of a kernel setting: {@code net/core/rmem_max}; empty if it is not there. */
  List<Long> setting(String name) {
    return lines("sys/" + name).stream()
        .flatMap(line -> Stream.of(line.trim().split("\\s+", -1)))
        .map(Long::parseLong)
        .toList();
  }

  /** How many files this process may have open. */
  Optional<Long> openFiles() {
    String name = "Max open files";
    return lines("self/limits").stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).trim().split("\\s+", -1)[0])
        .map(limit -> limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit))
        .findFirst();
  }

  /** Whether this machine has the address; a wildcard is on every one. */
  static boolean isLocal(InetAddress address) {
    try {
      return address.isAnyLocalAddress()
          || address.isLoopbackAddress()
          || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  private Optional<String> status(String key) {
    return lines("self/status").stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).trim())
        .findFirst();
  }

  List<String> lines(String file) {
    try {
      return Files.readAllLines(proc.resolve(file));
    } catch (IOException notThere) {
      return List.of();
    }
  }
}
