package org.ikelb.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.ikelb.acceptance.web.WebConsole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus sees of the unpacked distribution is what the console says. */
class MetricsTest {
  private static final Pattern SERVED = Pattern.compile("event=metrics-served .*port=(\\d+)");
  private static final Pattern ADDRESS = Pattern.compile("\"address\": \"(127[.\\d]+)\"");
  private static final int JUNK = 20_000;

  @TempDir Path directory;

  private static Map<String, Double> scrape(RunningIkelb ikelb)
      throws IOException, InterruptedException {
    ikelb.awaitOutput("event=metrics-served");
    Matcher served = SERVED.matcher(ikelb.output());
    assertTrue(served.find(), ikelb::output);
    URI uri = URI.create("http://127.0.0.1:" + served.group(1) + "/metrics");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
  }

  private static double sum(Map<String, Double> samples, Predicate<String> series) {
    return samples.entrySet().stream()
        .filter(sample -> series.test(sample.getKey()))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static double datagrams(Map<String, Double> samples, String what) {
    return sum(samples, series -> series.startsWith("ikelb_datagrams_" + what + "_total{"));
  }

  @Test
  void theLawHoldsToTheLastOfTwentyThousandJunkDatagramsAndTheConsoleSaysTheSame()
      throws Exception {
    String topology = Topologies.onLoopback();
    Matcher address = ADDRESS.matcher(topology);
    assertTrue(address.find(), topology);
    UnpackedIkelb unpacked = UnpackedIkelb.in(directory).topology(topology);
    WebConsole console = WebConsole.of(unpacked);
    try (RunningIkelb ikelb = unpacked.startAndAwaitReady()) {
      sendJunk(new InetSocketAddress(address.group(1), 15500), ikelb);
      Map<String, Double> samples = scrape(ikelb);
      double accounted =
          datagrams(samples, "forwarded")
              + datagrams(samples, "answered")
              + datagrams(samples, "dropped");
      assertEquals(JUNK, datagrams(samples, "received"));
      assertEquals(JUNK, accounted);
      assertEquals(
          JUNK,
          samples.get(
              "ikelb_datagrams_dropped_total{virtual_server=\"ike\",side=\"client\","
                  + "reason=\"too-short\"}"));
      sameAsTheConsole(ikelb, samples);
      sameAsTheDashboard(ikelb, console.awaitPage("ikelb"));
      for (String outcome : List.of("established", "answer-lost", "not-admitted")) {
        String series = "outcome=\"" + outcome + "\"}";
        assertTrue(
            samples.keySet().stream()
                .anyMatch(s -> s.startsWith("ikelb_attempts_total{") && s.endsWith(series)),
            () -> series + " is there before it ever was");
      }
      assertTrue(
          sum(samples, series -> series.startsWith("ikelb_loop_delay_seconds_count{")) > 0,
          "the loops' clocks tick");
    }
  }

  /** So slowly that the kernel loses none. */
  private static void sendJunk(InetSocketAddress to, RunningIkelb ikelb) throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int sent = 0; sent < JUNK; sent += 200) {
        for (int i = 0; i < 200; i++) {
          socket.send(new DatagramPacket(new byte[20], 20, to));
        }
        double soFar = sent + 200.0;
        Awaitility.await()
            .atMost(Duration.ofSeconds(20))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> datagrams(scrape(ikelb), "received") == soFar);
      }
    }
  }

  /** At rest they are the same to the last digit: traffic, drop reasons, all of it. */
  private static void sameAsTheDashboard(RunningIkelb ikelb, WebConsole console) throws Exception {
    JsonObject dashboard =
        JsonParser.parseString(console.get("ikelb/api/dashboard", console.admin()).body())
            .getAsJsonObject();
    assertEquals(
        JsonParser.parseString(ikelb.ikelb("virtualservers", "--json").done().out()),
        dashboard.get("virtualServers"));
    assertEquals(
        JUNK,
        dashboard
            .getAsJsonObject("status")
            .getAsJsonObject("fromClients")
            .getAsJsonObject("dropped")
            .get("too-short")
            .getAsInt());
  }

  private static void sameAsTheConsole(RunningIkelb ikelb, Map<String, Double> samples)
      throws Exception {
    JsonArray servers =
        JsonParser.parseString(ikelb.ikelb("virtualservers", "--json").done().out())
            .getAsJsonArray();
    for (JsonElement element : servers) {
      JsonObject server = element.getAsJsonObject();
      String labels =
          "_total{virtual_server=\"" + server.get("name").getAsString() + "\",side=\"client\"}";
      JsonObject traffic = server.getAsJsonObject("fromClients");
      for (String what : new String[] {"received", "forwarded", "answered"}) {
        assertEquals(
            traffic.get(what).getAsDouble(), samples.get("ikelb_datagrams_" + what + labels));
      }
    }
    JsonObject status =
        JsonParser.parseString(ikelb.ikelb("status", "--json").done().out()).getAsJsonObject();
    assertEquals(
        status.getAsJsonObject("fromClients").get("received").getAsDouble(),
        sum(
            samples,
            series ->
                series.startsWith("ikelb_datagrams_received_total{")
                    && series.contains("side=\"client\"")));
    assertEquals(status.get("revision").getAsDouble(), samples.get("ikelb_topology_revision"));
    assertEquals(
        status.get("establishedSessions").getAsDouble()
            + status.get("halfOpenSessions").getAsDouble(),
        sum(samples, series -> series.startsWith("ikelb_sessions{")));
  }
}
