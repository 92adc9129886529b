package org.ikelb.console.peer;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/**
 * The process at the other end of a unix domain socket, as the kernel knows it: its effective user
 * and group when it connected (SO_PEERCRED, unix(7)). Immutable.
 */
public record Peer(UserPrincipal user, GroupPrincipal group) {

  /**
   * Asks the kernel, and the system's database for the names; a user without a name has its number
   * instead.
   *
   * @throws IOException if the connection is gone
   */
  public static Peer of(SocketChannel client) throws IOException {
    UnixDomainPrincipal principal = client.getOption(ExtendedSocketOptions.SO_PEERCRED);
    return new Peer(principal.user(), principal.group());
  }

  public String name() {
    return user.getName();
  }
}
