package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Pings lost in an event: on a tunnel through ikelb and, as control, on one straight to a gateway,
 * in turns. With {@code -Dikelb.lab.runs=5} each is measured five times instead of once, and the
 * medians count.
 *
 * @param event what happens
 * @param tolerated how many pings ikelb may lose beyond the control
 * @param through lost in each run through ikelb
 * @param straight lost in each run around it
 */
public record EventLoss(String event, long tolerated, List<Long> through, List<Long> straight) {
  private static final Path TABLE = Path.of("target", "lab", "event-loss.txt");

  public EventLoss {
    through = List.copyOf(through);
    straight = List.copyOf(straight);
  }

  /** Brings up a tunnel, lets something happen to it, and counts. */
  @FunctionalInterface
  public interface Trial {
    /**
     * How many pings were lost.
     *
     * @param connection {@code psk} through ikelb, {@code gw1} around it
     */
    long lost(String connection);
  }

  /** Measures, and writes a line to standard output and to {@code target/lab/event-loss.txt}. */
  public static EventLoss measure(String event, long tolerated, Trial trial) {
    List<Long> through = new ArrayList<>();
    List<Long> straight = new ArrayList<>();
    for (int run = 0; run < runs(); run++) {
      through.add(trial.lost("psk"));
      straight.add(trial.lost("gw1"));
    }
    EventLoss loss = new EventLoss(event, tolerated, through, straight);
    loss.print();
    return loss;
  }

  private static int runs() {
    return Integer.getInteger("ikelb.lab.runs", 1);
  }

  /**
   * Fails if ikelb lost too many. A control that fares worse than what is tolerated excuses
   * nothing: the tunnels of some gateways die of what ikelb is to hide from them.
   */
  public void mustBeTolerable() {
    long excused = median(straight) > tolerated ? 0 : median(straight);
    if (median(through) > tolerated + excused) {
      throw new AssertionError(this);
    }
  }

  private static long median(List<Long> numbers) {
    return numbers.stream().sorted().toList().get((numbers.size() - 1) / 2);
  }

  private void print() {
    System.out.println(this);
    try {
      Files.createDirectories(TABLE.getParent());
      Files.writeString(TABLE, this + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "lost pings: %-62s median %3d, control %3d, tolerated %2d more; runs %s, control %s"
        .formatted(event, median(through), median(straight), tolerated, through, straight);
  }
}
