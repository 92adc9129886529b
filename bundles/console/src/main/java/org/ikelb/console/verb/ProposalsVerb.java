package org.ikelb.console.verb;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.ikelb.api.Refused;
import org.ikelb.api.Role;
import org.ikelb.api.diagnosis.GatewayPolicies;
import org.ikelb.api.diagnosis.PolicyText;
import org.ikelb.api.topology.GatewayId;
import org.ikelb.api.view.GatewayView;
import org.ikelb.api.view.PoolView;
import org.ikelb.console.output.Answer;

/** Asks gateways which algorithms they take for IKE, and whether a client's policy suits them. */
final class ProposalsVerb implements Verb {
  private static final String POOL = "POOL";
  private static final String CLIENT = "client";
  private static final String SERVER = "server";

  @Override
  public Syntax syntax() {
    return Syntax.reads(
            Role.OPERATE,
            "proposals",
            "ask gateways which algorithms they take for IKE; no half-open SA comes of it")
        .optionalArgument(POOL, "only the gateways of this pool; else of all")
        .option(
            CLIENT,
            "FILE",
            "a client's policy: say at which gateways it connects; only admins may give it")
        .option(
            SERVER,
            "FILE",
            "beside --client, a gateway's own policy, which has the ESP half, too; only admins may"
                + " give it")
        .onlyAdminsMayGive(CLIENT, SERVER);
  }

  @Override
  public Answer run(Input input, Services services) throws VerbFailed {
    GatewayPolicies policies = services.diagnoses().policies();
    List<GatewayId> gateways = gateways(input.argument(POOL), services);
    Optional<PolicyText> server = PolicyFile.read(input, SERVER);
    Optional<PolicyText> client = PolicyFile.read(input, CLIENT);
    if (server.isPresent() && client.isEmpty()) {
      throw VerbFailed.refused("proposals: --" + SERVER + " needs --" + CLIENT);
    }
    try {
      return client.isPresent()
          ? ClientAnswer.of(policies.compare(gateways, client.get(), server))
          : PolicyTables.of(policies.audit(gateways));
    } catch (Refused e) {
      throw VerbFailed.refused(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("ikelb stops");
    }
  }

  private static List<GatewayId> gateways(Optional<String> pool, Services services)
      throws VerbFailed {
    List<String> pools = services.views().pools().stream().map(PoolView::name).toList();
    if (pool.isPresent() && !pools.contains(pool.get())) {
      throw VerbFailed.notFound("pool", pool.get(), pools);
    }
    return services.views().gateways().stream()
        .filter(gateway -> !KnownGateway.isRemoved(gateway))
        .map(GatewayView::id)
        .filter(id -> pool.isEmpty() || id.pool().equals(pool.get()))
        .toList();
  }
}
