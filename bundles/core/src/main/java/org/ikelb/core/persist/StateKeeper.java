package org.ikelb.core.persist;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.ikelb.api.plugin.FatalErrors;
import org.ikelb.api.view.Warning;
import org.ikelb.core.event.Events;
import org.ikelb.core.event.StateEvent;
import org.ikelb.core.state.SavedBinding;
import org.ikelb.core.state.SavedSession;
import org.ikelb.core.state.SavedState;
import org.ikelb.core.state.StateCodec;
import org.ikelb.core.state.StateImage;
import org.ikelb.core.time.Time;
import org.ikelb.spi.StateStore;
import org.ikelb.spi.StateStoreChanges;
import org.ikelb.spi.StateStoreEntry;
import org.ikelb.spi.StateStoreKind;

/**
 * Brings what must survive a restart to the state store that is there, and back. A store that
 * throws or hangs is said and counted, and stops nothing.
 *
 * <p>Thread-safe. What is asked of the store happens on its own thread; who waits for it here does
 * so for a bounded time.
 */
final class StateKeeper {
  /** A call that takes longer is said. */
  private static final Duration LONG = Duration.ofSeconds(10);

  /** So long a stop waits, which has five seconds in all. */
  private static final Duration LAST = Duration.ofSeconds(3);

  /** So long a command waits until what it did is safe. */
  private static final Duration COMMAND = Duration.ofSeconds(2);

  private final StateStores stores;
  private final Supplier<List<StateStoreEntry>> gateways;
  private final StatePicture picture;
  private final Events events;
  private final Time time;
  private Optional<InUse> inUse = Optional.empty();
  private long failures;
  private String failing = "";

  /**
   * Saves nothing yet.
   *
   * @param gateways what administrators want, from any thread
   */
  StateKeeper(
      StateStores stores,
      StatePicture picture,
      Supplier<List<StateStoreEntry>> gateways,
      Events events,
      Time time) {
    this.stores = stores;
    this.picture = picture;
    this.gateways = gateways;
    this.events = events;
    this.time = time;
  }

  /** A store, the thread that calls it, and what it has; the image is used on that thread. */
  private record InUse(StateStores.Offer offer, StateStoreThread thread, StateImage image) {}

  /** What came back from a store. */
  record Loaded(SavedState state, Collection<StateStoreEntry> gateways) {
    static final Loaded NOTHING = new Loaded(new SavedState(List.of(), List.of()), List.of());
  }

  /** What was saved in an earlier life. Waits for it, but not for ever. */
  Loaded load() {
    Optional<InUse> store = store();
    if (store.isEmpty()) {
      return Loaded.NOTHING;
    }
    try {
      return store.get().thread().within(LONG, () -> load(store.get().offer().store()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      failed(store.get(), "did not answer for " + LONG.toSeconds() + " s; starting without", e);
    } catch (ExecutionException e) {
      failed(store.get(), "could not be read; starting without", cause(e));
    }
    return Loaded.NOTHING;
  }

  private static Loaded load(StateStore store) throws IOException {
    return new Loaded(
        new SavedState(
            decoded(store, StateStoreKind.SESSIONS, StateKeeper::session),
            decoded(store, StateStoreKind.BINDINGS, StateKeeper::binding)),
        store.load(StateStoreKind.GATEWAYS));
  }

  private static SavedSession session(StateStoreEntry entry) throws IOException {
    return StateCodec.session(entry);
  }

  private static SavedBinding binding(StateStoreEntry entry) throws IOException {
    return StateCodec.binding(entry);
  }

  /** Makes something of an entry. */
  private interface Decoding<T> {
    T of(StateStoreEntry entry) throws IOException;
  }

  /** What can be read; if something cannot, all that was loaded is kept for people to look at. */
  private static <T> List<T> decoded(StateStore store, StateStoreKind kind, Decoding<T> decoding)
      throws IOException {
    List<T> decoded = new ArrayList<>();
    String unreadable = "";
    for (StateStoreEntry entry : store.load(kind)) {
      try {
        decoded.add(decoding.of(entry));
      } catch (IOException e) {
        unreadable = String.valueOf(e.getMessage());
      }
    }
    if (!unreadable.isEmpty()) {
      store.setAside(kind, unreadable);
    }
    return decoded;
  }

  /** Tells the store what has changed. Waits for nothing. */
  void saveSoon() {
    store()
        .ifPresent(
            store -> {
              store.thread().later(() -> save(store));
              if (store.thread().hangsFor(LONG)) {
                hangs(store);
              }
            });
  }

  /**
   * Tells the store what has changed, and waits until it has taken it, but not for ever.
   *
   * @return why it has not
   */
  Optional<String> saveNow() {
    return save(COMMAND);
  }

  /** Saves for the last time. */
  void close() {
    var unused = save(LAST); // it is said as an event
    synchronized (this) {
      inUse.ifPresent(store -> store.thread().close());
      inUse = Optional.empty();
    }
  }

  private Optional<String> save(Duration patience) {
    Optional<InUse> store = store();
    if (store.isEmpty()) {
      return Optional.empty(); // as in a demo, where nothing is meant to be kept; it was said
    }
    boolean saved = false;
    try {
      saved = store.get().thread().within(patience, () -> save(store.get()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      failed(store.get(), "did not answer for " + patience.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      failed(store.get(), "could not be called", cause(e));
    }
    return saved ? Optional.empty() : Optional.of(whyNot());
  }

  private synchronized String whyNot() {
    return failing.isEmpty() ? "the state store was replaced" : "the state store " + failing;
  }

  /** On the store's thread. */
  private boolean save(InUse store) {
    try {
      save(store, StateStoreKind.GATEWAYS, gateways.get());
      save(store, StateStoreKind.BINDINGS, picture.bindings());
      save(store, StateStoreKind.SESSIONS, picture.sessions());
    } catch (Throwable e) { // a store can throw anything
      FatalErrors.passOn(e);
      failed(store, "failed", e);
      return false;
    }
    works(store);
    return true;
  }

  private static void save(InUse store, StateStoreKind kind, List<StateStoreEntry> now)
      throws IOException {
    Optional<StateStoreChanges> changes = store.image().changes(kind, now);
    if (changes.isPresent()) {
      store.offer().store().save(changes.get());
      store.image().taken(changes.get());
    }
  }

  /** The store that is to be used now. One that was replaced is let go, whatever it does. */
  private synchronized Optional<InUse> store() {
    Optional<StateStores.Offer> offered = stores.current();
    boolean same =
        offered.isPresent() == inUse.isPresent()
            && offered.filter(o -> !inUse.get().offer().isSame(o)).isEmpty();
    if (!same) {
      inUse.ifPresent(old -> old.thread().close());
      failing = "";
      failures = 0;
      inUse = offered.map(o -> new InUse(o, new StateStoreThread(time), new StateImage()));
      events.say(new StateEvent.StoreUsed(offered.map(StateStores.Offer::name).orElse("none")));
    }
    return inUse;
  }

  @SuppressWarnings("ReferenceEquality") // not one like it
  private boolean isInUse(InUse store) {
    return inUse.isPresent() && inUse.get() == store;
  }

  private synchronized void failed(InUse store, String what, Throwable cause) {
    if (!isInUse(store)) {
      return; // let go: what becomes of it is of no interest
    }
    failures++;
    String text = cause instanceof TimeoutException ? what : what + ": " + cause;
    if (!text.equals(failing)) {
      failing = text;
      events.say(new StateEvent.StoreFailed(store.offer().name(), text, failures));
    }
  }

  private synchronized void hangs(InUse store) {
    String text = "has not answered for more than " + LONG.toSeconds() + " s";
    failed(store, text, new TimeoutException());
  }

  private synchronized void works(InUse store) {
    if (!failing.isEmpty() && isInUse(store)) {
      failing = "";
      events.say(new StateEvent.StoreWorks(store.offer().name(), failures));
    }
  }

  private static Throwable cause(ExecutionException e) {
    return e.getCause() == null ? e : e.getCause();
  }

  /** The stores that bundles offer. */
  List<StateStores.Offer> offers() {
    return stores.offers();
  }

  synchronized boolean uses(StateStores.Offer offer) {
    return inUse.filter(store -> store.offer().isSame(offer)).isPresent();
  }

  /** Calls to the store in use that went wrong. */
  synchronized long failures() {
    return failures;
  }

  /** What is odd now. */
  synchronized List<Warning> warnings() {
    if (failing.isEmpty() || inUse.isEmpty()) {
      return List.of();
    }
    return List.of(
        new Warning(
            "state-store-failed",
            inUse.get().offer().name(),
            "The state store "
                + failing
                + ". What changed since is lost if ikelb ends now; "
                + failures
                + " failures since it is used."));
  }
}
