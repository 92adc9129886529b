package org.ikelb.console.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ikelb.api.view.Warning;

/** A machine made of files: one that has all that ikelb wants, until a test takes it away. */
public final class FakeHost {
  public static final Host.Jvm JAVA =
      new Host.Jvm(17, "17.0.12+7", "Eclipse Adoptium", "/opt/java", "Linux amd64");

  public final List<Warning> bundles = new ArrayList<>();
  private final Path proc;

  public FakeHost(Path proc) {
    this.proc = proc;
    capabilities("0000000000003400");
    write("sys/net/ipv4/ip_unprivileged_port_start", "1024");
    write("sys/net/ipv4/ping_group_range", "1\t0");
    write("sys/net/core/rmem_max", "4194304");
    write("sys/net/core/wmem_max", "4194304");
    write(
        "self/limits", "Max open files            524288               524288               files");
    write("net/udp", "  sl  local_address rem_address");
  }

  public Host host() {
    return new Host(proc, JAVA, () -> List.copyOf(bundles));
  }

  /** As in CapEff; 3400 is bind service, admin and raw. */
  public void capabilities(String hex) {
    write("self/status", "Gid:\t997\t997\t997\t997\nGroups:\t997 1000 \nCapEff:\t" + hex);
  }

  /** A process that has a UDP socket open; the address is as /proc/net/udp writes it. */
  public void socket(String pid, String name, String address) {
    write(
        "net/udp",
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"
            + " 77: "
            + address
            + " 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 4711 2 0 0");
    write(pid + "/comm", name);
    try {
      Files.createDirectories(proc.resolve(pid + "/fd"));
      Files.createSymbolicLink(proc.resolve(pid + "/fd/7"), Path.of("socket:[4711]"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void write(String file, String text) {
    try {
      Path path = proc.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
