package org.ikelb.acceptance.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.ikelb.acceptance.Demonstration;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.UnpackedIkelb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages as viewers and operators see them in a real browser. */
class WebRolesTest {
  private static final Pictures PICTURES = new Pictures("roles");
  private static final String DISABLED =
      "[...document.querySelectorAll('%s')].every(e => e.disabled)";

  @TempDir static Path directory;
  @TempDir static Path profile;
  private static RunningIkelb demo;
  private static WebConsole console;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    Browser.mustBeInstalled();
    UnpackedIkelb unpacked = UnpackedIkelb.in(directory);
    console = WebConsole.of(unpacked);
    WebConsole.addUsers(
        unpacked.home(),
        WebConsole.user("vera", "view", "sees"),
        WebConsole.user("oskar", "operate", "operates"));
    demo = Demonstration.toldBy(unpacked);
    console.awaitPage("ikelb");
    browser = Browser.start(profile, List.of());
  }

  @AfterAll
  static void end() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @AfterEach
  void thePageHasNoComplaints() {
    assertEquals(List.of(), browser.complaints());
  }

  private static void as(String authorization, String page) {
    browser.authorize(authorization);
    Pictures.lookAsOnDesk(browser);
    browser.show(console.root().resolve(page));
  }

  private static String authorization(String user) throws Exception {
    return user.equals("admin")
        ? console.admin()
        : WebConsole.basic(user, user.equals("vera") ? "sees" : "operates");
  }

  private static boolean are(String selector, boolean disabled) {
    return browser.value(DISABLED.formatted(selector)).getAsBoolean() == disabled;
  }

  @Test
  void aViewerSeesTheDashboardAndCanPressNothing() throws Exception {
    as(authorization("vera"), "ikelb");
    browser.awaitText("#gateways", "vpn/vpn1");

    browser.awaitText("#user", "vera (view)");
    assertTrue(are("#gateways button", true));
    assertEquals(
        "0", browser.value("document.querySelectorAll('#gateways input').length").getAsString());
    PICTURES.take(browser, "dashboard-view");
  }

  @Test
  void aViewerReadsASessionButCannotEndIt() throws Exception {
    as(authorization("vera"), "ikelb/sessions");
    browser.await("document.querySelector('#sessions tbody button')");

    browser.click("#sessions tbody button");
    browser.awaitText("#detail", "Story");
    assertTrue(are("#detail button", true));
  }

  @ParameterizedTest
  @CsvSource({"vera", "oskar"})
  void theTopologyIsCheckedButAppliedByAdministratorsOnly(String user) throws Exception {
    as(authorization(user), "ikelb/topology");
    browser.await("document.querySelector('#text').value.includes('weighted-round-robin')");

    browser.type(
        "#text",
        browser
            .value("document.querySelector('#text').value")
            .getAsString()
            .replace("weighted-round-robin", "least-sessions"));
    browser.awaitText("#findings", "Applying it does this");
    assertTrue(are("#apply, #undo, #save", true));
    PICTURES.take(browser, "topology-" + user);
  }

  @Test
  void anOperatorDrainsWeighsAndEndsSessions() throws Exception {
    as(authorization("oskar"), "ikelb");
    browser.awaitText("#user", "oskar (operate)");

    browser.click("[data-key='vpn/vpn2 drain']");
    browser.awaitText("#message", "vpn/vpn2: drain");
    browser.click("[data-key='vpn/vpn2 ready']");
    browser.awaitText("#message", "vpn/vpn2: ready");
    browser.value("document.querySelector('[data-key=\"vpn/vpn2 weight\"] input').value = '3'");
    browser.click("[data-key='vpn/vpn2 weight'] button");
    browser.awaitText("#message", "→ 3");

    as(authorization("oskar"), "ikelb/sessions");
    browser.await("document.querySelector('#sessions tbody button')");
    browser.click("#sessions tbody button");
    browser.awaitText("#detail", "Story");
    browser.click("#detail button");
    browser.awaitText("#message", "has ended");
    assertEquals(1, browser.questions().size(), "it was asked before");
  }

  @ParameterizedTest
  @CsvSource({
    "vera, bundles, org.ikelb.core",
    "vera, services, org.ikelb.api.Views",
    "vera, components, org.ikelb.console.web.security.Gate",
    "vera, logs, Log Service",
    "vera, configMgr, you have the role view",
    "oskar, bundles, org.ikelb.core",
    "oskar, services, org.ikelb.api.Views",
    "oskar, components, org.ikelb.console.web.security.Gate",
    "oskar, logs, Log Service",
    "oskar, configMgr, you have the role operate",
    "admin, bundles, org.ikelb.core",
    "admin, services, org.ikelb.api.Views",
    "admin, components, org.ikelb.console.web.security.Gate",
    "admin, logs, Log Service",
    "admin, configMgr, Configurations"
  })
  void theStandardPagesShowToEachRoleWhatItMaySee(String user, String page, String part)
      throws Exception {
    as(authorization(user), page);
    browser.awaitText("body", part);
    PICTURES.takeOnDesk(browser, page + "-" + user);
    if (part.startsWith("you have the role")) {
      browser.complaints(); // the browser notes the 403
    }
  }
}
