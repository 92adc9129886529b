package org.ikelb.acceptance.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.crowd.CrowdedIkelb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Names and texts that would be code if a page took them for HTML: from the topology, from whoever
 * logs in, from a link, from the network. In a real browser nothing of it runs.
 */
class HostileTextTest {
  private static final String CODE = "<img src=x onerror=hit=1>";

  /** Without blanks, as a user's name has to be. */
  private static final String AUTHOR = "<img/src=x/onerror=hit=1>";

  /** Eight bytes. */
  private static final String SPI = "<script>";

  private static final int VENDOR_ID = 43;
  private static final int IKE_SA_INIT = 34;
  private static final String TEXT = "document.querySelector('#text').value";

  @TempDir static Path directory;
  @TempDir static Path profile;
  private static CrowdedIkelb crowded;
  private static RunningIkelb running;
  private static WebConsole console;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    Browser.mustBeInstalled();
    crowded = new CrowdedIkelb(directory);
    console = WebConsole.of(crowded.unpacked());
    WebConsole.addUsers(directory, WebConsole.user(AUTHOR, "admin", "writes"));
    running = crowded.unpacked().startAndAwaitReady();
    console.awaitPage("ikelb");
    browser = Browser.start(profile, List.of());
    browser.authorize(WebConsole.basic(AUTHOR, "writes"));
  }

  @AfterAll
  static void end() {
    if (browser != null) {
      browser.close();
      running.close();
      crowded.close();
    }
  }

  /** The content policy would stop it, but it must not even become an element. */
  @AfterEach
  void nothingHasRun() {
    assertEquals("undefined", browser.value("typeof hit").getAsString());
    assertEquals(
        0, browser.value("document.querySelectorAll('img, #main script').length").getAsInt());
    assertEquals(List.of(), browser.questions());
    assertEquals(List.of(), browser.complaints());
  }

  private static void show(String page) {
    Pictures.lookAsOnDesk(browser);
    browser.show(console.root().resolve(page));
  }

  @Test
  void everyPageForbidsOtherCode() throws Exception {
    for (String page : List.of("ikelb", "ikelb/sessions", "ikelb/topology", "ikelb/export")) {
      String policy =
          console
              .get(page, console.admin())
              .headers()
              .firstValue("Content-Security-Policy")
              .orElse("");
      assertTrue(policy.contains("default-src 'none'; script-src 'self';"), page + ": " + policy);
    }
    show("ikelb");
    browser.value(
        "document.querySelector('#main').insertAdjacentHTML('beforeend', '<b onclick=hit=1></b>');"
            + "document.querySelector('#main > b').click()");
    browser.await("true");
    assertEquals("undefined", browser.value("typeof hit").getAsString());
    assertTrue(browser.complaints().toString().contains("Content Security Policy"));
  }

  @Test
  void anUnknownKeyIsShownAsText() {
    edit("\"version\": 1,", "\"version\": 1, \"" + CODE + "\": 2,");
    browser.awaitText("#findings", CODE);
  }

  @Test
  void namesInTheTopologyAndItsAuthorAreShownAsText() {
    edit("\"vpn1\"", "\"vpn1" + CODE + "\"");
    browser.awaitText("#findings", CODE);
    if (browser.value("document.querySelector('#apply').disabled").getAsBoolean()) {
      // Such a name is refused; its author applies something else.
      edit("\"ike-spi\"", "\"source-ip\"");
      browser.awaitText("#findings", "Applying it does this");
    }
    browser.click("#apply");
    browser.awaitText("#pending", AUTHOR);
    browser.awaitText("#history", AUTHOR);
    show("ikelb");
    browser.awaitText("#tiles", AUTHOR);
    browser.awaitText("#events", AUTHOR);
    show("ikelb/export");
    browser.await("document.querySelector('[name=product]').options.length >= 4");
    browser.click("#choice button");
    browser.awaitText("#export", "cannot carry");
  }

  private static void edit(String from, String to) {
    show("ikelb/topology");
    browser.await(TEXT + ".includes('vpn1')");
    browser.type("#text", browser.value(TEXT).getAsString().replace(from, to));
  }

  @Test
  void whatALinkSaysIsShownAsText() {
    show("ikelb/sessions?id=" + URLEncoder.encode(CODE, StandardCharsets.UTF_8));
    browser.awaitText("#message", CODE);
    browser.complaints(); // the browser notes the 404
    browser.type("[name=client]", CODE);
    browser.click("#search button");
    browser.await("!document.querySelector('#message').hidden");
    browser.complaints(); // the 422
  }

  @Test
  void whatClientsSendIsShownAsText() throws Exception {
    byte[] request = greeting();
    try (DatagramSocket client = new DatagramSocket()) {
      client.setSoTimeout(10_000);
      client.send(new DatagramPacket(request, request.length, crowded.natT()));
      client.receive(new DatagramPacket(new byte[512], 512));
    }
    show("ikelb/sessions");
    browser.type("[name=spi]", HexFormat.of().formatHex(SPI.getBytes(StandardCharsets.US_ASCII)));
    browser.click("#search button");
    browser.awaitText("#count", "1 session");
    browser.click("#sessions tbody button");
    browser.awaitText("#detail", HexFormat.of().formatHex(SPI.getBytes(StandardCharsets.US_ASCII)));
    show("ikelb");
    browser.awaitText("#gateways", "vpn1");
  }

  /** An IKE_SA_INIT with an SPI and a vendor ID of this kind. */
  private static byte[] greeting() {
    byte[] vendor = CODE.getBytes(StandardCharsets.US_ASCII);
    int length = 28 + 4 + vendor.length;
    ByteBuffer message = ByteBuffer.allocate(4 + length).putInt(0);
    message.put(SPI.getBytes(StandardCharsets.US_ASCII)).putLong(0);
    message.put((byte) VENDOR_ID).put((byte) 0x20).put((byte) IKE_SA_INIT).put((byte) 8);
    message.putInt(0).putInt(length);
    message.putShort((short) 0).putShort((short) (4 + vendor.length)).put(vendor);
    return message.array();
  }
}
