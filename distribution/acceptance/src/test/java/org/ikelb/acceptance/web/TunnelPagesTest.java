package org.ikelb.acceptance.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.lab.Lab;
import org.ikelb.acceptance.lab.LabTest;
import org.ikelb.acceptance.lab.LabTopology;
import org.ikelb.acceptance.lab.Pinging;
import org.ikelb.acceptance.lab.VpnClient;
import org.ikelb.acceptance.plugins.Example;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an administrator does in a browser while tunnels of strongSwan ping ten times a second, none
 * of which may lose a ping.
 */
@LabTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TunnelPagesTest {
  private static final Pictures PICTURES = new Pictures("tunnels");
  private static final String TEXT = "document.querySelector('#text').value";

  @TempDir static Path profile;
  @TempDir static Path downloads;
  private final Lab lab;
  private final List<VpnClient> users;
  private List<Pinging> pinging = List.of();
  private WebConsole console;
  private Browser browser;

  TunnelPagesTest(Lab lab) {
    this.lab = lab;
    this.users = lab.clients("c1", "c3", "c4", "c6");
  }

  @BeforeAll
  void start() throws Exception {
    Browser.mustBeInstalled();
    lab.startGateways("gw1", "gw2");
    lab.ikelb().start(LabTopology.over("gw1", "gw2"));
    users.forEach(user -> user.dial("psk"));
    console =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptions()
            .until(() -> WebConsole.at(lab.ikelb().home(), lab.ikelb().logged()), c -> true);
    browser = Browser.start(profile, lab.namespace("lb").prefix());
    browser.authorize(console.admin());
    browser.downloadTo(downloads);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              show("ikelb");
              assertEquals("Dashboard", browser.text("h1"));
            });
    browser.complaints(); // of the console, as long as it was not up
  }

  @AfterAll
  void end() {
    lab.hangUpAll();
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void ping() {
    pinging = users.stream().map(VpnClient::startPinging).toList();
  }

  /** Before the law is checked, which holds at rest. */
  private void stopPinging() {
    pinging.forEach(Pinging::stopWithoutLoss);
  }

  @AfterEach
  void thePageHasNoComplaints() {
    assertEquals(List.of(), browser.complaints());
  }

  private void show(String page) {
    Pictures.lookAsOnDesk(browser);
    browser.show(console.root().resolve(page));
  }

  private Map<String, String> placement() {
    return users.stream().collect(Collectors.toMap(VpnClient::name, lab::gatewayOf));
  }

  @Test
  @Order(1)
  void theDashboardShowsTheTunnels() throws Exception {
    show("ikelb");

    browser.awaitText("#gateways", "vpn/gw2");
    browser.awaitText("#servers", "10.99.0.10:4500");
    browser.awaitText("#pools", "weighted-round-robin");
    browser.await("document.querySelector('#tiles dd').innerText.startsWith('4')");
    browser.await("document.querySelector('#tiles polyline').points.numberOfItems > 3");
    assertEquals("None: all is well.", browser.text("#warnings"));
    PICTURES.take(browser, "dashboard");
    stopPinging();
  }

  @Test
  @Order(2)
  void sessionsAreFoundByClientSpiAndGatewayAndTellTheirStory() throws Exception {
    VpnClient user = lab.client("c1");
    String pair = user.spiPair();
    user.rekeyIke();
    user.rekeyChild(); // the first use of the new IKE SA
    show("ikelb/sessions");
    browser.awaitText("#count", "4 sessions");

    search("client", "10.1.1.2");
    browser.awaitText("#count", "1 session");
    awaitStory("re-keyed: SPI pair " + user.spiPair());
    awaitStory("deleted: SPI pair " + pair);
    browser.awaitText("#detail", "nat-t");
    PICTURES.take(browser, "sessions");

    search("spi", user.spiPair().substring(0, 16));
    browser.awaitText("#count", "1 session");
    search("spi", user.spiPair().substring(17));
    browser.awaitText("#count", "1 session");
    browser.awaitText("#sessions", "10.1.1.2:");

    search("gateway", "vpn/" + lab.gatewayOf(user));
    browser.awaitText("#sessions", "10.1.1.2:");
    browser.await(
        "[...document.querySelectorAll('#sessions tbody td:nth-child(3)')]"
            + ".every(cell => cell.innerText === 'vpn/"
            + lab.gatewayOf(user)
            + "')");
    stopPinging();
  }

  /** The first session found is shown as of when it was clicked. */
  private void awaitStory(String part) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              browser.click("#sessions tbody button");
              String story = browser.text("#detail .story");
              assertTrue(story.contains(part), story);
            });
  }

  /** By one thing alone. */
  private void search(String field, String value) {
    browser.value("document.querySelector('#search').reset()");
    browser.value("document.querySelector('#count').textContent = ''");
    browser.type("#search [name=" + field + "]", value);
    browser.click("#search button");
    browser.await("document.querySelector('#count').textContent");
  }

  @Test
  @Order(3)
  void aGatewayIsDrainedByItsButton() throws Exception {
    Map<String, String> before = placement();
    show("ikelb");

    browser.click("[data-key='vpn/gw1 drain']");
    browser.awaitText("#message", "vpn/gw1: drain");
    browser.awaitText("#events", "gw1");
    assertEquals("drain", lab.ikelb().gateway("gw1").administrative());
    VpnClient latecomer = lab.client("c2");
    latecomer.dial("psk");
    assertEquals("gw2", lab.gatewayOf(latecomer), "a draining gateway takes nobody");
    latecomer.hangUp();
    PICTURES.take(browser, "dashboard-drain");

    browser.click("[data-key='vpn/gw1 ready']");
    browser.awaitText("#message", "vpn/gw1: ready");
    assertTrue(lab.ikelb().gateway("gw1").takesSessions());
    assertEquals(before, placement(), "who was there stayed");
    stopPinging();
  }

  @Test
  @Order(4)
  void aTypoIsRefusedAndItsLineMarked() throws Exception {
    String before = lab.ikelb().verb("config", "show").done().out();
    show("ikelb/topology");
    browser.await(TEXT + ".includes('weighted-round-robin')");

    replace("weighted-round-robin", "weighted-round-robbin");
    browser.awaitText("#findings", "did you mean");
    int line = browser.value(TEXT + ".split('robbin')[0].split('\\n').length").getAsInt();
    assertEquals("● " + line, browser.text("#lines .bad"));
    assertTrue(browser.value("document.querySelector('#apply').disabled").getAsBoolean());
    PICTURES.take(browser, "topology-typo");

    // Whoever gets around the button is refused, too.
    assertEquals(422, post("apply", TEXT));
    browser.complaints(); // the browser notes the 422
    assertEquals(before, lab.ikelb().verb("config", "show").done().out());
    stopPinging();
  }

  /** Posts the value of an expression from the page; returns the status. */
  private int post(String name, String body) {
    return browser
        .value(
            "fetch('/system/console/ikelb/api/%s', {method: 'POST', body: %s}).then(r => r.status)"
                .formatted(name, body))
        .getAsInt();
  }

  private void replace(String from, String to) {
    String changed = browser.value(TEXT).getAsString().replace(from, to);
    browser.type("#text", changed);
  }

  @Test
  @Order(5)
  void aGoodTopologyIsAppliedAndUndone() throws Exception {
    Map<String, String> before = placement();
    show("ikelb/topology");
    browser.await(TEXT + ".includes('weighted-round-robin')");

    replace("weighted-round-robin", "least-sessions");
    browser.awaitText("#findings", "Applying it does this");
    PICTURES.take(browser, "topology-change");
    browser.click("#apply");
    browser.awaitText("#pending", "is taken back at");
    assertTrue(lab.ikelb().verb("pools", "--json").out().contains("least-sessions"));
    PICTURES.take(browser, "topology-unconfirmed");

    browser.click("#undo");
    browser.awaitText("#message", "Undone");
    browser.await(TEXT + ".includes('weighted-round-robin')");
    assertTrue(lab.ikelb().verb("pools", "--json").out().contains("weighted-round-robin"));
    assertEquals(before, placement(), "nobody has moved");
    stopPinging();
  }

  @Test
  @Order(6)
  void anExportIsShownAndDownloaded() throws Exception {
    show("ikelb/export");
    browser.await("document.querySelector('[name=product]').options.length >= 4");

    browser.click("#choice button");
    browser.awaitText("#export", "cannot carry");
    String name = browser.text("#export .card strong");
    String shown =
        browser.value("document.querySelector('pre.document').textContent").getAsString();
    PICTURES.take(browser, "export");
    browser.click("#export .card button");
    Path file = downloads.resolve(name);
    Awaitility.await().until(() -> Files.exists(file) && Files.readString(file).equals(shown));
    assertFalse(shown.isBlank());
    stopPinging();
  }

  @Test
  @Order(7)
  void theStandardPagesShowWhatRuns() throws Exception {
    standard("bundles", "#plugin_table", "org.ikelb.core");
    standard("services", "body", "org.ikelb.api.Views");
    standard("components", "body", "org.ikelb.console.web.security.Gate");
    standard("configMgr", "body", "Configurations");
    standard("logs", "body", "Log Service");
    stopPinging();
  }

  private void standard(String page, String selector, String part) throws Exception {
    show(page);
    browser.awaitText(selector, part);
    PICTURES.takeOnDesk(browser, page);
  }

  @Test
  @Order(8)
  void aPluginIsInstalledThroughTheBundlesPage() throws Exception {
    Map<String, String> before = placement();
    show("bundles");
    browser.awaitText("#plugin_table", "org.ikelb.core");

    browser.click(".installButton");
    browser.choose("#uploadDialog input[type=file]", Example.SITES.jar());
    browser.click("#uploadDialog [name=bundlestart]");
    PICTURES.takeOnDesk(browser, "bundles-install");
    browser.click(".ui-dialog-buttonpane button");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                lab.ikelb().plugins().stream()
                    .anyMatch(plugin -> plugin.name().equals(Example.SITES.plugin)));
    show("bundles");
    browser.awaitText("#plugin_table", "example");
    assertEquals(before, placement(), "nobody has moved");
    stopPinging();
  }
}
