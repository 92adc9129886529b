package org.ikelb.console.peer;

import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;
import org.ikelb.api.log.Seldom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits root and ikelb's own user as admins, others by their roles. Strangers are counted; the log
 * says so at most once a minute.
 *
 * <p>Thread-safe.
 */
public final class RoleDoorkeeper implements Doorkeeper {
  private static final Logger LOG = LoggerFactory.getLogger(RoleDoorkeeper.class);
  private static final String ROOT = "0";

  private final UserPrincipal owner;
  private final ControlRoles roles;
  private final Accounts accounts;
  private final LongSupplier nanos;
  private final Seldom strangers = new Seldom();

  /**
   * @param owner the user that ikelb runs as
   */
  public RoleDoorkeeper(
      UserPrincipal owner, ControlRoles roles, Accounts accounts, LongSupplier nanos) {
    this.owner = owner;
    this.roles = roles;
    this.accounts = accounts;
    this.nanos = nanos;
  }

  @Override
  public Caller admit(Peer peer) throws Stranger {
    Optional<Role> role = isMaster(peer) ? Optional.of(Role.ADMIN) : roles.of(peer, accounts);
    if (role.isEmpty()) {
      count(peer);
      throw new Stranger(
          "refused: the user "
              + peer.name()
              + " has no role here; ikelb.control.view, ikelb.control.operate and"
              + " ikelb.control.admin in ikelb's conf/framework.properties name who has");
    }
    return new Caller(peer.name(), role.get());
  }

  private boolean isMaster(Peer peer) {
    return peer.user().equals(owner) || accounts.user(ROOT).filter(peer.user()::equals).isPresent();
  }

  private void count(Peer peer) {
    OptionalLong sinceLine = strangers.count(nanos.getAsLong());
    sinceLine.ifPresent(
        count -> LOG.warn("event=control-refused user=\"{}\" count={}", peer.name(), count));
  }
}
