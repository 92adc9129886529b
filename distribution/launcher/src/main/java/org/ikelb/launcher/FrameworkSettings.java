package org.ikelb.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** What the framework and the services in it are configured with, before any bundle runs. */
final class FrameworkSettings {
  /** Above every level in use: a bundle with a level beyond the framework's would never start. */
  private static final String TOP_LEVEL = "100";

  private static final String SLF4J =
      "org.slf4j;version=2.0.20,org.slf4j.event;version=2.0.20,org.slf4j.helpers;version=2.0.20,"
          + "org.slf4j.spi;version=2.0.20,org.slf4j;version=1.7.36";

  /** Without a bundle that offers the login it stays closed: its own is admin/admin. */
  private static final Map<String, String> WEB_CONSOLE =
      Map.of(
          "org.apache.felix.http.host", "127.0.0.1",
          "org.osgi.service.http.port", "8500",
          "org.apache.felix.http.timeout", "30000",
          "felix.webconsole.security.providers", "ikelb");

  private FrameworkSettings() {}

  /**
   * What ikelb needs, changed by {@code conf/framework.properties}.
   *
   * @param cache scratch space, emptied at every start
   */
  static Map<String, String> of(Installation installation, Path cache) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("ikelb.home", installation.home().toString());
    settings.put("ikelb.state", installation.state().toString());
    settings.put("ikelb.topology", installation.topology().toString());
    settings.put("ikelb.version", installation.version());
    settings.put("ikelb.mode", installation.mode().word());

    settings.put("org.osgi.framework.storage", cache.toString());
    settings.put("org.osgi.framework.storage.clean", "onFirstInit");
    settings.put("org.osgi.framework.startlevel.beginning", TOP_LEVEL);
    settings.put("org.osgi.framework.system.packages.extra", SLF4J);
    settings.put("org.osgi.framework.bootdelegation", "sun.misc"); // Netty
    settings.put("felix.log.level", "0"); // StartReport and log-bridge say it
    settings.put("ds.loglevel", "warn");
    settings.put("gosh.args", "--nointeractive --noshutdown");
    // Its 20 + 10 by default, kept for good, are many for a few events a minute.
    settings.put("org.apache.felix.eventadmin.ThreadPoolSize", "4");

    settings.put("felix.fileinstall.dir", installation.deploy().toString());
    settings.put("felix.fileinstall.tmpdir", cache.resolve("fileinstall").toString());
    settings.put("felix.fileinstall.filter", ".*\\.jar");
    settings.put("felix.fileinstall.poll", "1000");
    settings.put("felix.fileinstall.noInitialDelay", "true");
    settings.put("felix.fileinstall.start.level", String.valueOf(SystemBundles.DEPLOY_LEVEL));
    settings.put("felix.fileinstall.log.level", "2");
    settings.put("felix.fileinstall.enableConfigSave", "false");
    if (installation.mode() == Mode.RUN) { // a demo begins anew each time, a tool sets nothing
      settings.put("felix.cm.dir", installation.state().resolve("config").toString());
    }
    settings.putAll(WEB_CONSOLE);
    settings.putAll(read(installation.conf().resolve("framework.properties")));
    return settings;
  }

  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> read = new HashMap<>();
    if (Files.exists(file)) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
      properties.forEach((key, value) -> read.put((String) key, (String) value));
    }
    return read;
  }
}
