package org.ikelb.core.relay;

import static org.ikelb.core.relay.Balancer.ON_500;

import java.util.Random;

/** Somebody who sees all that a client sends, and wants what its gateway sends. */
final class ModelAttacker {
  private final ModelWire wire;
  private final Random random;

  ModelAttacker(ModelWire wire, Random random) {
    this.wire = wire;
    this.random = random;
  }

  void attack(ModelClient victim) {
    String attacker = ModelWire.ATTACKERS.get(random.nextInt(ModelWire.ATTACKERS.size()));
    switch (random.nextInt(6)) {
      case 0 -> replay(attacker, victim);
      case 1 -> wire.send(attacker, victim.asks(Packets.INFORMATIONAL, victim.nextId + 100_000));
      case 2 -> {
        for (int i = 0; i < 6; i++) {
          wire.sendRaw(attacker, Packets.esp(victim.espSpi(), 1_000_000 + i));
        }
      }
      case 3 -> wire.send(attacker, victim.answers(Packets.INFORMATIONAL, victim.gatewayId));
      case 4 ->
          wire.sendTo(
              ON_500,
              attacker,
              victim.asks(Packets.INFORMATIONAL, victim.nextId + random.nextInt(9)));
      default -> wire.sendRaw(attacker, Packets.keepalive());
    }
  }

  /** The gateway answers it, from its cache. */
  private void replay(String attacker, ModelClient victim) {
    if (!victim.lost && victim.lastRequest.hasRemaining() && victim.lastId < victim.nextId) {
      wire.send(attacker, victim.lastRequest.duplicate());
      wire.answer(
          victim.upstream, Packets.marked(victim.isAnswered(Packets.INFORMATIONAL, victim.lastId)));
    }
  }
}
