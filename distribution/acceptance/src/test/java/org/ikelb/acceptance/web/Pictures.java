package org.ikelb.acceptance.web;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Pictures of a page, for people to look at: light, dark and on a phone, kept in a folder of {@code
 * target/pictures}.
 *
 * @param folder its name
 */
record Pictures(String folder) {
  private static final int DESK = 1280;
  private static final int PHONE = 390;

  /** The page as it is now; what is wider than a phone fails. */
  void take(Browser browser, String name) throws IOException {
    takeOnDesk(browser, name);
    browser.look(PHONE, false);
    browser.await("innerWidth <= " + PHONE);
    browser.picture(file(name + "-phone"));
    assertTrue(
        browser.value("document.documentElement.scrollWidth <= innerWidth").getAsBoolean(),
        name + " is wider than a phone");
    lookAsOnDesk(browser);
  }

  /** A page that is not ours, and not made for phones. */
  void takeOnDesk(Browser browser, String name) throws IOException {
    lookAsOnDesk(browser);
    browser.picture(file(name + "-light"));
    browser.look(DESK, true);
    browser.picture(file(name + "-dark"));
    lookAsOnDesk(browser);
  }

  static void lookAsOnDesk(Browser browser) {
    browser.look(DESK, false);
  }

  private Path file(String name) {
    return Path.of("target", "pictures", folder, name + ".png");
  }
}
