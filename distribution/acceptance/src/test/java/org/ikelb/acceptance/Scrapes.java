package org.ikelb.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long scrapes over HTTP take; to be printed, for the machine may be busy. */
final class Scrapes {
  private static final Pattern SERVED = Pattern.compile("event=metrics-served .*port=(\\d+)");
  private static final int WARM_UP = 20;
  private static final int MEASURED = 51;

  private Scrapes() {}

  /** The median of many. */
  static String medianOf(RunningIkelb ikelb) throws IOException, InterruptedException {
    ikelb.awaitOutput("event=metrics-served");
    Matcher served = SERVED.matcher(ikelb.output());
    if (!served.find()) {
      throw new IllegalStateException(ikelb.output());
    }
    URI uri = URI.create("http://127.0.0.1:" + served.group(1) + "/metrics");
    HttpRequest request = HttpRequest.newBuilder(uri).build();
    HttpClient http = HttpClient.newHttpClient();
    List<Long> micros = new ArrayList<>();
    int characters = 0;
    for (int scrape = 0; scrape < WARM_UP + MEASURED; scrape++) {
      long begun = System.nanoTime();
      characters = http.send(request, BodyHandlers.ofString()).body().length();
      if (scrape >= WARM_UP) {
        micros.add(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begun));
      }
    }
    micros.sort(Long::compare);
    return "%d us (%d characters, median of %d)"
        .formatted(micros.get(MEASURED / 2), characters, MEASURED);
  }
}
