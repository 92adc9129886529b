package org.ikelb.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.config.json.Lines;
import org.ikelb.config.topology.TopologyReader;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads {@code ikelb.json} files, UTF-8 of at most 4 MiB.
 *
 * <p>Thread-safe.
 */
@Component
public final class JsonTopologyFile implements TopologyFile {
  /** The framework property that names the file to start with. */
  static final String LOCATION = "ikelb.topology";

  /** The framework property that names ikelb's folder. */
  static final String HOME = "ikelb.home";

  private static final int MAX_BYTES = 4 << 20;

  private final Path location;
  private final InstalledPlugins plugins;

  @Activate
  public JsonTopologyFile(BundleContext context, @Reference InstalledPlugins plugins) {
    this(location(context), plugins);
  }

  /** Those of a framework that names this file, with these plugins. */
  public JsonTopologyFile(Path location, InstalledPlugins plugins) {
    this.location = location;
    this.plugins = plugins;
  }

  private static Path location(BundleContext context) {
    String file = context.getProperty(LOCATION);
    String home = Objects.requireNonNullElse(context.getProperty(HOME), ".");
    return file == null ? Path.of(home, "conf", "ikelb.json") : Path.of(file);
  }

  @Override
  public Path location() {
    return location;
  }

  @Override
  public Reading read(Path file, Use use) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    String name = file.toString();
    if (bytes.length > MAX_BYTES) {
      return refused("", new Problem(name, 1, 1, "", "must not be larger than 4 MiB"));
    }
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
    String text = withoutByteOrderMark(chars.flip().toString());
    if (result.isError()) {
      Lines lines = new Lines(text);
      int end = text.length();
      return refused(
          new String(bytes, StandardCharsets.UTF_8),
          new Problem(name, lines.line(end), lines.column(end), "", "must be UTF-8 from here on"));
    }
    return check(name, text, use);
  }

  @Override
  public Reading check(String name, String text, Use use) {
    return new TopologyReader(plugins, use, HostAddresses::isOfHost).read(name, text);
  }

  /** Some editors put one at the start. */
  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Reading refused(String text, Problem problem) {
    return new Reading(text, Optional.empty(), List.of(problem), List.of());
  }
}
