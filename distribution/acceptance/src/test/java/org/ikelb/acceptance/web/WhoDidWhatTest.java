package org.ikelb.acceptance.web;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.ikelb.acceptance.Demonstration;
import org.ikelb.acceptance.RunningIkelb;
import org.ikelb.acceptance.UnpackedIkelb;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cuts sessions wants a second word, and leaves a trace with a name. */
class WhoDidWhatTest {
  private static final String[] FORM = {"Content-Type", "application/x-www-form-urlencoded"};
  private static final String LISTENER = "org.ikelb.listener.udp";
  private static final String PLUGIN = "org.ikelb.exporter.kemp";

  @TempDir static Path directory;
  private static RunningIkelb demo;
  private static WebConsole console;

  @BeforeAll
  static void start() throws Exception {
    UnpackedIkelb unpacked = UnpackedIkelb.in(directory);
    console = WebConsole.of(unpacked);
    WebConsole.addUsers(unpacked.home(), WebConsole.user("vera", "view", "sees"));
    demo = Demonstration.toldBy(unpacked);
    console.awaitPage("ikelb");
    demo.ikelb("log", "info", "audit").done(); // a demo's story stands alone
  }

  @AfterAll
  static void end() {
    if (demo != null) {
      demo.close();
    }
  }

  private static HttpResponse<String> press(String bundle, String action) throws Exception {
    return console.post("bundles/" + bundle, console.admin(), "action=" + action, FORM);
  }

  private static List<String> trail() throws Exception {
    JsonElement history = JsonParser.parseString(demo.ikelb("history", "--json").done().out());
    return StreamSupport.stream(
            history.getAsJsonObject().getAsJsonArray("entries").spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .map(
            entry ->
                entry.get("user").getAsString()
                    + " "
                    + entry.get("what").getAsString()
                    + ": "
                    + entry.get("result").getAsString())
        .toList();
  }

  private static void awaitTrail(String line) {
    await(line).until(WhoDidWhatTest::trail, trail -> trail.stream().anyMatch(line::equals));
  }

  private static boolean serves() throws Exception {
    return demo.ikelb("virtualservers").out().contains("127.");
  }

  @Test
  void stoppingTheListenerAsksOnceAndStoppingAPluginDoesNot() throws Exception {
    HttpResponse<String> asked = press(LISTENER, "stop");
    assertEquals(409, asked.statusCode(), asked::body);
    assertTrue(asked.body().contains(LISTENER + " carries the traffic"), asked::body);
    assertTrue(asked.body().matches("(?s).*\\d+ sessions? loses? every datagram.*"), asked::body);
    assertTrue(serves());

    assertEquals(200, press(PLUGIN, "stop").statusCode());
    awaitTrail("admin POST /bundles/" + PLUGIN + " action=stop: let through");
    assertEquals(200, press(PLUGIN, "start").statusCode());

    await("a second press, which no double click is")
        .until(() -> press(LISTENER, "stop").statusCode() == 200);
    assertEquals(200, press(LISTENER, "start").statusCode());
    awaitTrail("admin POST /bundles/" + LISTENER + " action=stop: asked once more");
    awaitTrail("admin POST /bundles/" + LISTENER + " action=stop: let through");
    assertTrue(
        trail().stream().anyMatch(line -> line.startsWith("- bundle " + LISTENER)),
        () -> demo.output());
  }

  @Test
  void maintenanceInTheWebConsoleAsksWithANumberAndThenWorks() throws Exception {
    await("a session on vpn1")
        .atMost(Duration.ofSeconds(60))
        .until(() -> !demo.ikelb("sessions", "--gateway", "vpn/vpn1").out().startsWith("0 "));
    String gateway = "ikelb/api/gateway?gateway=vpn/vpn1&state=maintenance";
    HttpResponse<String> asked = console.post(gateway, console.admin(), "");
    assertEquals(422, asked.statusCode(), asked::body);
    JsonElement sessions =
        JsonParser.parseString(asked.body()).getAsJsonObject().get("sessionsCut");
    assertTrue(sessions.getAsInt() > 0, asked::body);
    assertFalse(asked.body().contains("--"), asked::body);

    assertEquals(200, console.post(gateway + "&sure=yes", console.admin(), "").statusCode());
    awaitTrail("admin maintenance --yes vpn/vpn1: done");
    demo.ikelb("ready", "vpn/vpn1").done();
  }

  @Test
  void loginsAndRefusalsLeaveATrace() throws Exception {
    String vera = WebConsole.basic("vera", "sees");
    assertEquals(200, console.get("ikelb", vera).statusCode());
    assertEquals(
        403, console.post("ikelb/api/gateway?gateway=vpn/vpn1&state=drain", vera, "").statusCode());
    assertEquals(401, console.get("ikelb", WebConsole.basic("vera", "guess")).statusCode());

    awaitTrail("vera login: done");
    awaitTrail("vera login: refused: unknown name or wrong password");
    assertTrue(
        trail().stream()
            .anyMatch(
                line ->
                    line.startsWith("vera POST /ikelb/api/gateway")
                        && line.endsWith("refused: this needs operate")),
        () -> demo.output());
    assertTrue(demo.output().contains("event=audit user=\"vera\""), demo::output);
  }
}
