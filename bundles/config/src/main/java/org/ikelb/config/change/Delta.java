package org.ikelb.config.change;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.ikelb.api.TopologyFile;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.topology.Topology;
import org.ikelb.api.view.AdministrativeState;
import org.ikelb.api.view.Change;
import org.ikelb.api.view.Deviation;
import org.ikelb.api.view.Deviation.Kind;
import org.ikelb.api.view.GatewayView;

/**
 * In what the running ikelb differs from its topology file.
 *
 * <p>Thread-safe; reads the file each time.
 */
record Delta(TopologyFile file, Weights weights, Settings settings) {
  /** The settings that Config Admin keeps. */
  interface Settings {
    /** Each with its pid and key as subject. */
    List<Deviation> all();
  }

  List<Deviation> all() {
    List<Deviation> found = new ArrayList<>(topology());
    for (GatewayView gateway : weights.views().gateways()) {
      weights
          .configured(gateway.id())
          .filter(configured -> configured.weight() != gateway.weight())
          .ifPresent(configured -> found.add(weight(gateway, configured.weight())));
      if (gateway.administrative() != AdministrativeState.READY) {
        String state = gateway.administrative().name().toLowerCase(Locale.ROOT);
        found.add(new Deviation(Kind.STATE, gateway.id().toString(), "", state));
      }
    }
    found.addAll(settings.all());
    return found;
  }

  private static Deviation weight(GatewayView gateway, int configured) {
    return new Deviation(
        Kind.WEIGHT,
        gateway.id().toString(),
        String.valueOf(configured),
        String.valueOf(gateway.weight()));
  }

  private List<Deviation> topology() {
    String name = file.location().toString();
    try {
      Reading reading = file.read(file.location(), Use.START);
      Optional<Topology> written = reading.topology();
      return written.isEmpty()
          ? List.of(whole(name, "has " + reading.problems().size() + " problems"))
          : weights.control().preview(written.get()).changes().stream()
              .flatMap(Delta::deviations)
              .toList();
    } catch (IOException e) {
      return List.of(whole(name, "cannot be read: " + e));
    }
  }

  private static Deviation whole(String file, String problem) {
    return new Deviation(Kind.TOPOLOGY, file, problem, "the topology applied last");
  }

  /** A change is what the file would make of what runs. */
  private static Stream<Deviation> deviations(Change change) {
    return switch (change.kind()) {
      case ADDED -> Stream.of(new Deviation(Kind.TOPOLOGY, change.subject(), "there", ""));
      case REMOVED -> Stream.of(new Deviation(Kind.TOPOLOGY, change.subject(), "", "there"));
      case CHANGED ->
          change.values().isEmpty()
              ? Stream.of(new Deviation(Kind.TOPOLOGY, change.subject(), change.detail(), ""))
              : change.values().stream().map(value -> deviation(change.subject(), value));
    };
  }

  private static Deviation deviation(String subject, Change.Value value) {
    return new Deviation(Kind.TOPOLOGY, subject + " " + value.key(), value.after(), value.before());
  }
}
