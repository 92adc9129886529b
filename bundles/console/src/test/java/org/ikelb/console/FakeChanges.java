package org.ikelb.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Refused;
import org.ikelb.api.SafeChanges;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.AppliedTopology;
import org.ikelb.api.view.AppliedTopology.Standing;
import org.ikelb.api.view.Deviation;
import org.ikelb.api.view.GatewayChange;

/** Changes of a {@link FakeIkelb}: always the same topology, with a fixed delta. */
public final class FakeChanges implements SafeChanges {
  private static final AppliedTopology SEVENTH =
      new AppliedTopology(
          7, FakeIkelb.NOW, "console", "conf/ikelb.json", Standing.CONFIRMED, Optional.empty());

  public Optional<Duration> confirmWithin = Optional.empty();
  private final FakeIkelb ikelb;

  FakeChanges(FakeIkelb ikelb) {
    this.ikelb = ikelb;
  }

  @Override
  public Applied apply(Reading reading, Order order) throws Refused {
    confirmWithin = order.confirmWithin();
    refuseToCut(order.mayCut());
    return new Applied(SEVENTH, ikelb.apply(reading.topology().orElseThrow(), order.author()));
  }

  private void refuseToCut(boolean mayCut) throws Refused {
    if (ikelb.sessionsCut > 0 && !mayCut) {
      throw Refused.becauseItCuts(ikelb.sessionsCut);
    }
  }

  @Override
  public AppliedTopology confirm(String author) throws Refused {
    ikelb.refuse();
    ikelb.done.add("confirm by " + author);
    return SEVENTH;
  }

  @Override
  public Applied undo(String author, boolean mayCut) throws Refused {
    ikelb.refuse();
    refuseToCut(mayCut);
    ikelb.done.add("undo by " + author);
    return new Applied(SEVENTH, ikelb.changes);
  }

  @Override
  public GatewayChange setWeight(GatewayId gateway, int weight, String author) throws Refused {
    return new GatewayChange(ikelb.setWeight(gateway, weight, author), ikelb.notSaved);
  }

  @Override
  public Optional<AppliedTopology> unconfirmed() {
    return Optional.empty();
  }

  @Override
  public List<AppliedTopology> history() {
    return List.of(SEVENTH);
  }

  @Override
  public Optional<String> text(long number) {
    return number == 7 ? Optional.of("{}") : Optional.empty();
  }

  @Override
  public List<Deviation> delta() {
    return List.of(
        new Deviation(Deviation.Kind.WEIGHT, "vpn/gw1", "1", "3"),
        new Deviation(Deviation.Kind.STATE, "vpn/gw2", "", "drain"));
  }

  @Override
  public Saved save(String author) throws Refused {
    ikelb.refuse();
    ikelb.done.add("save by " + author);
    return new Saved(Path.of("conf/ikelb.json"), Optional.of(Path.of("conf/ikelb.json.previous")));
  }

  @Override
  public Saved write(Reading reading, String author) throws Refused {
    return save(author);
  }
}
