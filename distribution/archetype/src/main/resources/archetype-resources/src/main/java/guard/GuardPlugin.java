package ${package};

import org.ikelb.spi.Admission;
import org.ikelb.spi.Guard;
import org.ikelb.spi.Opening;

/** Drops requests from certain networks. */
final class GuardPlugin implements Guard {
  private final Settings settings;

  GuardPlugin(Settings settings) {
    this.settings = settings;
  }

  @Override
  public Verdict admit(Opening opening, Admission context) {
    return settings.block().stream().anyMatch(prefix -> prefix.contains(opening.clientAddress()))
        ? Verdict.Drop.DROP
        : Verdict.Pass.PASS;
  }
}
