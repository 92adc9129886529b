package org.ikelb.core.relay;

import java.util.EnumMap;
import java.util.Map;
import org.ikelb.core.traffic.DropReason;
import org.ikelb.core.traffic.SideCounters;
import org.ikelb.ike.HeaderFault;
import org.jspecify.annotations.Nullable;

/**
 * How a received datagram ended; each one ends exactly once, perhaps on another loop.
 *
 * <p>Immutable.
 */
sealed interface Outcome {
  Outcome FORWARDED = new Forwarded();
  Outcome ANSWERED = new Answered();
  Outcome HANDED_OVER = new HandedOver();
  Outcome PUT_OFF = new PutOff();
  Map<DropReason, Outcome> DROPPED = droppedByReason();
  Map<HeaderFault, Outcome> FAULTY = droppedByFault();

  void count(SideCounters counters, int bytes);

  /** The word for it to people; empty: it has not ended here, or not yet. */
  String word();

  static Outcome dropped(DropReason reason) {
    return found(DROPPED.get(reason));
  }

  /** Dropped for a fault of its IKE header. */
  static Outcome dropped(HeaderFault fault) {
    return found(FAULTY.get(fault));
  }

  private static Outcome found(@Nullable Outcome outcome) {
    if (outcome == null) {
      throw new IllegalStateException("no outcome for it");
    }
    return outcome;
  }

  private static Map<DropReason, Outcome> droppedByReason() {
    Map<DropReason, Outcome> outcomes = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      outcomes.put(reason, new Dropped(reason));
    }
    return outcomes;
  }

  private static Map<HeaderFault, Outcome> droppedByFault() {
    Map<HeaderFault, Outcome> outcomes = new EnumMap<>(HeaderFault.class);
    for (HeaderFault fault : HeaderFault.values()) {
      if (fault != HeaderFault.NONE) {
        outcomes.put(fault, new Dropped(DropReason.valueOf(fault.name())));
      }
    }
    return outcomes;
  }

  /** It was sent on. */
  record Forwarded() implements Outcome {
    @Override
    public String word() {
      return "forwarded";
    }

    @Override
    public void count(SideCounters counters, int bytes) {
      counters.forwarded(bytes);
    }
  }

  /** It ends on another loop, or later. */
  record HandedOver() implements Outcome {
    @Override
    public String word() {
      return "";
    }

    @Override
    public void count(SideCounters counters, int bytes) {
      counters.handedOver();
    }
  }

  /** It waits on this loop, and is counted when it has had its turn. */
  record PutOff() implements Outcome {
    @Override
    public String word() {
      return "";
    }

    @Override
    public void count(SideCounters counters, int bytes) {
      // not yet
    }
  }

  /** ikelb answered it itself. */
  record Answered() implements Outcome {
    @Override
    public String word() {
      return "answered";
    }

    @Override
    public void count(SideCounters counters, int bytes) {
      counters.answered();
    }
  }

  /** It went nowhere. */
  record Dropped(DropReason reason) implements Outcome {
    @Override
    public String word() {
      return reason.key();
    }

    @Override
    public void count(SideCounters counters, int bytes) {
      counters.dropped(reason);
    }
  }
}
