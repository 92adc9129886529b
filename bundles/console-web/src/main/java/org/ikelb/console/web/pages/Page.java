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
      Map.of(
          "", new Page("dashboard.html", HTML),
          "sessions", new Page("sessions.html", HTML),
          "topology", new Page("topology.html", HTML),
          "export", new Page("export.html", HTML),
          "res/style.css", new Page("style.css", "text/css;charset=UTF-8"),
          "res/common.js", new Page("common.js", SCRIPT),
          "res/dashboard.js", new Page("dashboard.js", SCRIPT),
          "res/sessions.js", new Page("sessions.js", SCRIPT),
          "res/topology.js", new Page("topology.js", SCRIPT),
          "res/export.js", new Page("export.js", SCRIPT));

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
