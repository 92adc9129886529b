package org.ikelb.acceptance.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.Demonstration;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.UnpackedIkelb;
import org.ikelb.ike.SampleHandshake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** ikelb's pages in a real browser, while the demo's clients are connected. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WebPagesTest {
  private static final Pattern IKE = Pattern.compile("(127[0-9.]+):15500");
  private static final Pictures PICTURES = new Pictures("demo");

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
    demo = Demonstration.toldBy(unpacked);
    console.awaitPage("ikelb");
    browser = Browser.start(profile, List.of());
    browser.authorize(console.admin());
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

  private static void show(String page) {
    Pictures.lookAsOnDesk(browser);
    browser.show(console.root().resolve(page));
  }

  @Test
  @Order(1)
  void theDashboardShowsWhatRuns() throws Exception {
    show("ikelb");

    browser.awaitText("#gateways", "vpn/vpn1");
    browser.awaitText("#gateways", "logins finished");
    browser.awaitText("#pools", "established");
    browser.awaitText("#servers", "nat-t");
    browser.awaitText("#tiles", "datagrams/s");
    browser.await("document.querySelector('#tiles polyline').points.numberOfItems > 3");
    browser.awaitText("#servers", "/s");
    browser.awaitText("#user", "admin (admin)");
    PICTURES.take(browser, "dashboard");
  }

  @Test
  @Order(2)
  void theChartsDoNotBeginAnewWithThePage() {
    show("ikelb");

    browser.await("document.querySelector('#tiles polyline')");
    int points =
        browser.value("document.querySelector('#tiles polyline').points.numberOfItems").getAsInt();
    assertTrue(points > 3, () -> points + " points in the first answer");
  }

  @Test
  @Order(2)
  void aWeightIsSetAndWhatIsTypedSurvivesTheUpdates() throws Exception {
    String field = "document.querySelector('[data-key=\"vpn/vpn1 weight\"] input')";
    show("ikelb");
    browser.await(field);

    browser.value("window.field = " + field + "; field.focus(); field.value = '7'");
    countQuestions();
    awaitQuestions(3); // so two have been answered and shown
    assertTrue(browser.value("document.activeElement === field").getAsBoolean(), "same element");
    assertEquals("7", browser.value("field.value").getAsString());

    browser.click("[data-key='vpn/vpn1 weight'] button");
    browser.awaitText("#message", "weight 1 → 7");
    assertTrue(demo.ikelb("gateways", "--json").out().contains("\"weight\": 7"));
    browser.awaitText("#events", "weight 1 → 7");
    demo.ikelb("weight", "vpn/vpn1", "1").done();
    browser.await(field + ".value === '1'");
  }

  @Test
  @Order(2)
  void aSilenceIsSaidForAsLongAsItLasts() {
    show("ikelb");
    browser.awaitText("#gateways", "vpn/vpn1");

    browser.value(
        "window.asks = fetch; window.fetch = () => Promise.reject(new Error('cut off')); 0");
    browser.awaitText("#message", "no answer from ikelb: cut off");
    browser.value("window.fetch = asks; 0");
    browser.await("document.querySelector('#message').hidden");
  }

  @Test
  @Order(2)
  void aGatewayIsDrainedAndMadeReadyAgain() throws Exception {
    show("ikelb");

    browser.click("[data-key='vpn/vpn1 drain']");
    browser.awaitText("#message", "vpn/vpn1: drain");
    browser.awaitText("#gateways", "drain");
    browser.awaitText("#gateways", "left after");
    browser.awaitText("#events", "set from ready to drain");
    assertTrue(demo.ikelb("gateways", "--json").out().contains("\"drain\""));

    browser.click("[data-key='vpn/vpn1 ready']");
    browser.awaitText("#message", "vpn/vpn1: ready");
  }

  @Test
  @Order(3)
  void sessionsAreFoundAndTellTheirStory() throws Exception {
    show("ikelb/sessions");
    browser.awaitText("#count", "sessions");

    browser.value("document.querySelector('[name=client]').value = '127.0.1.0/24'");
    browser.click("#search button");
    browser.await("document.querySelectorAll('#sessions tbody button').length >= 6");
    browser.click("#sessions tbody button");
    browser.awaitText("#detail", "Story");
    browser.awaitText("#detail", "Upstreams");
    PICTURES.take(browser, "sessions");

    browser.value("document.querySelector('[name=client]').value = '203.0.113.9'");
    browser.click("#search button");
    browser.awaitText("#count", "0 sessions");
  }

  @Test
  @Order(3)
  void whoDidNotGetInIsDiagnosedMessageByMessage() throws Exception {
    InetSocketAddress client =
        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 5, 9}), 0);
    try (DatagramSocket socket = new DatagramSocket(client)) {
      Matcher address = IKE.matcher(demo.ikelb("virtualservers").done().out());
      assertTrue(address.find());
      InetSocketAddress server = new InetSocketAddress(address.group(1), 15500);
      byte[] greeting =
          SampleHandshake.request(0x1234_5678L, client, server, new Random(1)).array();
      socket.send(new DatagramPacket(greeting, greeting.length, server));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> demo.ikelb("diagnose", "127.0.5.9").out().contains("likeliest: port-4500"));

    show("ikelb/failures?who=127.0.5.9");
    browser.awaitText("#detail", "UDP 4500 is blocked between the client and ikelb");
    browser.awaitText("#detail", "offers AES_CBC_256");
    browser.awaitText("#detail", "client-has-no-certificate");
    PICTURES.take(browser, "failures");
  }

  @Test
  @Order(3)
  void aWrongSearchIsExplained() throws Exception {
    show("ikelb/sessions");
    browser.awaitText("#count", "sessions");

    browser.value("document.querySelector('[name=spi]').value = '<img src=x onerror=alert(1)>'");
    browser.click("#search button");
    browser.awaitText("#message", "hexadecimal");
    assertEquals("0", browser.value("document.images.length").getAsString());
    browser.complaints(); // the browser notes that it was answered 422
  }

  private static void type(String from, String to) {
    browser.value(
        """
        (() => {
          const text = document.querySelector('#text');
          text.value = text.value.replace('%s', '%s');
          text.dispatchEvent(new Event('input'));
        })()"""
            .formatted(from, to));
  }

  @Test
  @Order(4)
  void aTypoIsRefusedAndItsLineMarked() throws Exception {
    show("ikelb/topology");
    browser.await("document.querySelector('#text').value.includes('weighted-round-robin')");

    type("weighted-round-robin", "weighted-round-robbin");
    browser.awaitText("#findings", "did you mean");
    int line =
        browser
            .value("document.querySelector('#text').value.split('robbin')[0].split('\\n').length")
            .getAsInt();
    assertEquals("● " + line, browser.text("#lines .bad"));
    assertTrue(browser.value("document.querySelector('#apply').disabled").getAsBoolean());
    PICTURES.take(browser, "topology-typo");
  }

  @Test
  @Order(5)
  void aNameThatLooksLikeCodeStaysText() throws Exception {
    show("ikelb/topology");
    browser.await("document.querySelector('#text').value.includes('vpn2')");

    type("\"vpn2\"", "\"<img src=x onerror=alert(1)>\"");
    browser.awaitText("#findings", "onerror");
    assertEquals("0", browser.value("document.images.length").getAsString());
  }

  @Test
  @Order(6)
  void aGoodChangeIsAppliedConfirmedAndUndone() throws Exception {
    show("ikelb/topology");
    browser.await("document.querySelector('#text').value.includes('weighted-round-robin')");

    type("weighted-round-robin", "least-sessions");
    browser.awaitText("#findings", "Applying it does this");
    PICTURES.take(browser, "topology-change");
    browser.click("#apply");
    browser.awaitText("#pending", "is taken back at");
    assertTrue(demo.ikelb("pools", "--json").out().contains("least-sessions"));
    PICTURES.take(browser, "topology-unconfirmed");

    browser.click("#confirm");
    browser.awaitText("#message", "Confirmed");
    browser.awaitText("#history", "admin");
    browser.click("#undo");
    browser.awaitText("#message", "Undone");
    assertTrue(demo.ikelb("pools", "--json").out().contains("weighted-round-robin"));
  }

  @Test
  @Order(6)
  void whoIsOvertakenKeepsTheirTextAndIsTold() throws Exception {
    show("ikelb/topology");
    browser.await("document.querySelector('#text').value.includes('weighted-round-robin')");
    String before = browser.value("document.querySelector('#text').value").getAsString();

    type("weighted-round-robin", "maglev");
    browser.awaitText("#findings", "Applying it does this");
    String other = before.replace("weighted-round-robin", "least-sessions");
    assertEquals(200, console.post("ikelb/api/apply", console.admin(), other).statusCode());
    assertEquals(200, console.post("ikelb/api/confirm", console.admin(), "").statusCode());
    browser.click("#apply");
    browser.awaitText("#message", "was applied by admin");
    browser.complaints(); // the browser notes the 409
    assertTrue(demo.ikelb("pools", "--json").out().contains("least-sessions"), "nothing is lost");
    assertTrue(
        browser.value("document.querySelector('#text').value.includes('maglev')").getAsBoolean());
    PICTURES.take(browser, "topology-overtaken");

    browser.click("#go-on");
    browser.await("!document.querySelector('#apply').disabled");
    browser.awaitText("#findings", "least-sessions -> maglev");
    browser.click("#revert");
    browser.await("document.querySelector('#text').value.includes('least-sessions')");
    assertEquals(200, console.post("ikelb/api/undo", console.admin(), "").statusCode());
  }

  @Test
  @Order(7)
  void anExportIsShownWithItsFindings() throws Exception {
    show("ikelb/export");
    browser.await("document.querySelector('[name=product]').options.length >= 4");

    browser.click("#choice button");
    browser.awaitText("#export", "Download");
    browser.awaitText("#export", "cannot carry");
    PICTURES.take(browser, "export");
  }

  @Test
  @Order(8)
  void theKeyboardReachesEverything() throws Exception {
    show("ikelb");
    browser.awaitText("#gateways", "vpn/vpn1");

    assertEquals(
        "0",
        browser
            .value(
                "[...document.querySelectorAll('a,button,input,select,textarea')]"
                    + ".filter(e => e.tabIndex < 0 || !(e.innerText || e.ariaLabel || e.labels?.length)).length")
            .getAsString());
  }

  /** The page asks every two seconds: 1800 times an hour. */
  @Test
  @Order(9)
  void anHourOfThePageLeavesNothingBehindInTheBrowser() throws Exception {
    show("ikelb?pace=1000");
    browser.awaitText("#gateways", "vpn/vpn1");
    countQuestions();

    awaitQuestions(400); // by then the charts and the list of events are full
    Browser.Held before = browser.held();
    awaitQuestions(2_200);
    Awaitility.await() // while an answer is drawn there are two of everything, not thousands
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> holdsNoMoreThan(before, browser.held()));
  }

  private static void holdsNoMoreThan(Browser.Held before, Browser.Held after) {
    System.out.printf("an hour of the page: before %s, after %s%n", before, after);
    assertTrue(
        after.heapBytes() < before.heapBytes() + (1 << 20)
            && after.nodes() < 2 * before.nodes() + 100
            && after.listeners() < 2 * before.listeners() + 20,
        () -> "before " + before + ", after " + after);
  }

  private static void countQuestions() {
    browser.value(
        """
        window.asked = 0;
        window.asks = fetch;
        window.fetch = (...request) => { asked++; return asks(...request); };
        0""");
  }

  private static void awaitQuestions(int count) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> browser.value("asked").getAsInt() >= count);
  }
}
