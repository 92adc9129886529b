package org.ikelb.bench.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** nginx stream with one worker, which is its only process. */
public final class Nginx extends ProcessContender {
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_stream_module.so");

  public Nginx(Place place) {
    super(place);
  }

  /** Whether this machine has it. */
  public static boolean present() {
    return Files.isExecutable(PROGRAM) && Files.exists(MODULE);
  }

  @Override
  public String name() {
    return "nginx";
  }

  @Override
  Child launch(Forgetting forgetting) {
    Path directory = place().directory();
    Path configuration = directory.resolve("nginx.conf");
    Path pid = directory.resolve("nginx.pid");
    try {
      Files.deleteIfExists(pid);
      Files.writeString(configuration, configuration(forgetting, pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = List.of(PROGRAM.toString(), "-c", configuration.toString());
    Child child =
        Child.silent(
            place().namespace().program(place().core(), command),
            Map.of(),
            directory.resolve("nginx.out"));
    Waiting.until("nginx listens", 10, () -> Files.exists(pid));
    return child;
  }

  private String configuration(Forgetting forgetting, Path pid) {
    return """
    load_module %s;
    worker_processes 1;
    worker_rlimit_nofile 20000;
    daemon off;
    master_process off;
    pid %s;
    error_log %s;
    events { worker_connections 39000; } # a session counts twice
    stream {
      server { %s }
      server { %s }
    }
    """
        .formatted(
            MODULE,
            pid,
            place().directory().resolve("nginx.log"),
            server(500, forgetting),
            server(4500, forgetting));
  }

  /** The listening socket gets the buffer that ikelb gives to its own. */
  private String server(int port, Forgetting forgetting) {
    return "listen %s:%d udp rcvbuf=4m sndbuf=4m; proxy_pass %s:%d; proxy_timeout %s;"
        .formatted(
            place().address(),
            port,
            place().gateway(),
            port,
            forgetting == Forgetting.SOON ? "2s" : "1h");
  }
}
