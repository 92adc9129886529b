package org.ikelb.console.verb;

import static org.ikelb.console.output.Wording.count;

import java.util.ArrayList;
import java.util.List;
import org.ikelb.api.Role;
import org.ikelb.api.diagnosis.Fragmentation;
import org.ikelb.console.output.Answer;
import org.ikelb.console.output.Table;

/** Who fragments IKE, and what becomes of messages that are longer than a packet. */
final class FragmentationVerb implements Verb {
  private static final String RRAS_KEY =
      "  RRAS:       EnableServerFragmentation = 1 in"
          + " HKLM\\SYSTEM\\CurrentControlSet\\Services\\RemoteAccess\\Parameters\\Ikev2, then"
          + " Restart-Service RemoteAccess";
  private static final String STRONGSWAN_OPTION =
      "  strongSwan: fragmentation = yes in each connection of swanctl.conf, then swanctl --load-conns";

  @Override
  public Syntax syntax() {
    return Syntax.reads(
        Role.VIEW,
        "fragmentation",
        "which gateways and clients fragment IKE, and where messages longer than a packet stop");
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    List<Fragmentation> all = services.diagnoses().diagnosis().fragmentation();
    Table table =
        Table.withHeader(
            "GATEWAY",
            "ANNOUNCES IT",
            ">CLIENTS DO",
            ">LONG UP",
            ">UNANSWERED",
            ">LONG DOWN",
            ">LOST",
            ">LONGEST UP",
            ">LONGEST DOWN");
    List<String> advice = new ArrayList<>();
    for (Fragmentation one : all) {
      table.row(
          one.gateway(),
          announces(one),
          count(one.clients()) + " of " + count(one.answers()),
          count(one.longUp()),
          count(one.longUpUnanswered()),
          count(one.longDown()),
          count(one.longDownLost()),
          count(one.longestUp()),
          count(one.longestDown()));
      advice.addAll(advice(one));
    }
    if (!advice.isEmpty()) {
      advice.add("To have a gateway fragment IKE:");
      advice.add(RRAS_KEY);
      advice.add(STRONGSWAN_OPTION);
    }
    return Answer.of(all)
        .with(table)
        .with("Long: a message of IKE that is longer than a packet, in one piece.")
        .with(advice);
  }

  private static String announces(Fragmentation one) {
    if (one.answers() == 0) {
      return "unknown";
    }
    if (one.announcedBy() == 0) {
      return "no";
    }
    return one.announcedBy() == one.answers()
        ? "yes"
        : count(one.announcedBy()) + " of " + count(one.answers());
  }

  private static List<String> advice(Fragmentation one) {
    List<String> advice = new ArrayList<>();
    if (one.longUpUnanswered() > 0) {
      advice.add(
          one.gateway()
              + ": long messages of clients arrive here and are not answered: are IP fragments"
              + " dropped between ikelb and it?");
    }
    if (one.longDownLost() > 0) {
      advice.add(
          one.gateway()
              + ": its long answers leave here, and clients ask again: IP fragments are dropped on"
              + " the way to them.");
    }
    if (one.answers() > 0 && one.announcedBy() == 0 && one.clients() > 0) {
      advice.add(one.gateway() + ": it does not fragment IKE, though clients would take it.");
    }
    return advice;
  }
}
