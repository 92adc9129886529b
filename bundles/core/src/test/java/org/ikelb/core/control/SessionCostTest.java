package org.ikelb.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.ikelb.api.Refused;
import org.ikelb.api.Views;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.Limits;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.FoundSessions;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.SessionView;
import org.ikelb.core.event.RecordedEvents;
import org.ikelb.core.follow.SpiPair;
import org.ikelb.core.persist.StateStores;
import org.ikelb.core.session.Session;
import org.ikelb.core.session.SessionTable;
import org.ikelb.core.session.SessionUpstream;
import org.ikelb.core.state.FileStateStore;
import org.ikelb.spi.Key;
import org.ikelb.spi.NoSettings;
import org.ikelb.spi.PersistencyStrategy;
import org.ikelb.spi.PersistencyStrategyFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session costs in core's own tables, without sockets: prints the figures. */
@Tag("slow")
class SessionCostTest {
  private static final int SESSIONS = 100_000;
  private static final int FEW = 1_000;
  private static final int GATEWAYS = 6;
  private static final long MOST_BYTES = 2_850;
  private static final long MOST_BYTES_SCRAPED = 1_000_000;
  private static final int SHOWN = 500;
  private static final long MOST_BYTES_SHOWN = 2_000_000;

  @TempDir private Path files;
  private final FakeListener listener = new FakeListener();

  @Test
  void aHundredThousandEstablishedSessionsFitIntoAQuarterOfAGigabyte() throws Refused {
    listener.maxUpstreams = SESSIONS + 100; // a few are kept free
    RecordedEvents events = new RecordedEvents();
    events.wantsSessions = false;
    StateStores stores = new StateStores(Optional.empty(), 1);
    InstalledPlugins plugins = new InstalledPlugins();
    TestPlane.install(plugins, new ByAddress());
    ControlPlane plane = TestPlane.of(listener, plugins, events, stores);
    plane.apply(topology(), "test");
    Views views = TestPlane.views(plane, listener, plugins);
    open(plane, 0, FEW);
    ScrapeCost few = ScrapeCost.of(views);
    long before = usedHeap();
    open(plane, FEW, SESSIONS);
    long each = (usedHeap() - before) / (SESSIONS - FEW);
    stores.addStore(new FileStateStore(files), Map.of("ikelb.name", "file"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(files.resolve("sessions")));
    long withImage = (usedHeap() - before) / (SESSIONS - FEW);
    System.out.printf(
        "%d sessions with an upstream, an SPI pair, two ESP SPIs and a binding: %d bytes each;"
            + " with what was saved: %d%n",
        SESSIONS, each, withImage);
    assertTrue(withImage < MOST_BYTES, () -> withImage + " bytes each");
    scrapeCostsTheSame(few, ScrapeCost.of(views));
    showsAFewOfThemForLittle(views);
    plane.close();
  }

  /** Nothing of it is asked of the sessions. */
  private static void scrapeCostsTheSame(ScrapeCost few, ScrapeCost many) {
    few.print(FEW);
    many.print(SESSIONS);
    assertTrue(many.bytes() < MOST_BYTES_SCRAPED, many::toString);
    assertTrue(many.bytes() <= few.bytes() + few.bytes() / 10, () -> few + ", then " + many);
  }

  /**
   * The Web Console and the command line ask like this: all at once would not fit into the heap.
   */
  private static void showsAFewOfThemForLittle(Views views) {
    long before = ScrapeCost.allocatedHere();
    FoundSessions found = views.sessions(SessionFilter.ALL, SHOWN);
    long allocated = ScrapeCost.allocatedHere() - before;
    System.out.printf("%d of %d sessions shown: %d bytes%n", SHOWN, SESSIONS, allocated);
    assertEquals(SESSIONS, found.matching());
    assertEquals(SESSIONS, found.established());
    assertEquals(
        LongStream.rangeClosed(1, SHOWN).mapToObj(number -> Long.toString(number, 36)).toList(),
        found.sessions().stream().map(SessionView::id).toList());
    assertTrue(allocated < MOST_BYTES_SHOWN, () -> allocated + " bytes");
  }

  private void open(ControlPlane plane, int from, int to) {
    int ike =
        listener.addresses.stream()
            .filter(address -> address.virtualServer().equals("ike"))
            .findFirst()
            .orElseThrow()
            .id();
    for (int i = from; i < to; i++) {
      listener.dial(ike, "10.%d.%d.%d".formatted(i >> 16, i >> 8 & 255, i & 255), i + 1L);
    }
    SessionTable sessions = plane.running().parts().sessions();
    assertEquals(to, sessions.size());
    sessions.all().stream().skip(from).forEach(SessionCostTest::establish);
    assertEquals(to, bindings(plane));
  }

  private static void establish(Session session) {
    session
        .progress()
        .learnFromGreeting(new SpiPair(session.origin().initiatorSpi(), session.number()));
    session.progress().establish(System.nanoTime());
    session.upstreams().forEach(SessionCostTest::carriesEsp);
  }

  /** With the SPI that it began with, and that of a re-key. */
  private static void carriesEsp(SessionUpstream upstream) {
    int number = (int) upstream.session().number();
    for (int spi : new int[] {number, SESSIONS + number}) {
      upstream.esp().heard(spi, 1);
      upstream.esp().answered(System.nanoTime());
    }
    assertEquals(2, upstream.esp().claimed().size());
  }

  private static int bindings(ControlPlane plane) {
    return plane.running().snapshot().server(0).group().bindings().size();
  }

  /** Each session has a binding: its client has an address of its own. */
  private static final class ByAddress implements PersistencyStrategyFactory<NoSettings> {
    @Override
    public Class<NoSettings> settingsType() {
      return NoSettings.class;
    }

    @Override
    public PersistencyStrategy create(NoSettings settings) {
      return opening -> Key.shared(opening.clientAddress().getAddress());
    }
  }

  private static Topology topology() {
    Map<String, String> gateways = new HashMap<>();
    for (int number = 1; number <= GATEWAYS; number++) {
      gateways.put("vpn" + number, "10.200.0." + number);
    }
    Topology few = TestTopology.of(gateways);
    return new Topology(
        few.virtualServers(),
        few.persistencyGroups(),
        few.pools(),
        few.monitors(),
        new Limits(2 * SESSIONS, 2 * SESSIONS, 2 * SESSIONS),
        few.timeouts());
  }

  /** After several collections, so that what is counted is what is held. */
  private static long usedHeap() {
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
