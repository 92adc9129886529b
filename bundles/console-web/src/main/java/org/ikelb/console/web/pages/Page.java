package org.ikelb.console.web.pages;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * A file of the pages. Only those that are named here are served, so a path cannot lead elsewhere.
 *
 * @param file beside this class
 * @param contentType how the browser reads it
 */
record Page(String file, String contentType) {
  private static final String HTML = "text/html;charset=UTF-8";
  private static final String SCRIPT = "text/javascript;charset=UTF-8";

  private static final Map<String, Page> PAGES =
      Map.ofEntries(
          Map.entry("", new Page("dashboard.html", HTML)),
          Map.entry("sessions", new Page("sessions.html", HTML)),
          Map.entry("failures", new Page("failures.html", HTML)),
          Map.entry("topology", new Page("topology.html", HTML)),
          Map.entry("export", new Page("export.html", HTML)),
          Map.entry("res/style.css", new Page("style.css", "text/css;charset=UTF-8")),
          Map.entry("res/common.js", new Page("common.js", SCRIPT)),
          Map.entry("res/dashboard.js", new Page("dashboard.js", SCRIPT)),
          Map.entry("res/sessions.js", new Page("sessions.js", SCRIPT)),
          Map.entry("res/failures.js", new Page("failures.js", SCRIPT)),
          Map.entry("res/topology.js", new Page("topology.js", SCRIPT)),
          Map.entry("res/export.js", new Page("export.js", SCRIPT)));

  /**
   * The page of a path.
   *
   * @param path under that of the pages, without a slash in front
   */
  static Optional<Page> of(String path) {
    return Optional.ofNullable(PAGES.get(path));
  }

  byte[] content() throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException(file + " is not in the bundle");
      }
      return in.readAllBytes();
    }
  }
}
