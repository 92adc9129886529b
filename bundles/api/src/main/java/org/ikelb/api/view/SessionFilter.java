package org.ikelb.api.view;

import java.net.InetAddress;
import java.util.Optional;

/**
 * Which sessions are meant; an empty part lets everything pass.
 *
 * @param id the session's id
 * @param pool the pool's name
 * @param gateway the gateway's name in its pool, at whatever address; with {@code @address}: what
 *     is left of it there
 * @param client the network the client's address is in
 * @param spi an IKE SPI of either side
 * @param state how far it has come
 */
public record SessionFilter(
    Optional<String> id,
    Optional<String> pool,
    Optional<String> gateway,
    Optional<Network> client,
    Optional<Long> spi,
    Optional<SessionState> state) {

  /** Lets every session pass. */
  public static final SessionFilter ALL =
      new SessionFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * A network, or one address if the prefix is as long as the address.
   *
   * @param address any address in it
   * @param prefix in bits, 0 to 32 or 128
   */
  public record Network(InetAddress address, int prefix) {
    public Network {
      int bits = address.getAddress().length * 8;
      if (prefix < 0 || prefix > bits) {
        throw new IllegalArgumentException("prefix must be 0.." + bits + ", was " + prefix);
      }
    }

    public boolean contains(InetAddress other) {
      byte[] mine = address.getAddress();
      byte[] theirs = other.getAddress();
      if (mine.length != theirs.length) {
        return false;
      }
      for (int bit = 0; bit < prefix; bit++) {
        int mask = 0x80 >> (bit & 7);
        if ((mine[bit >> 3] & mask) != (theirs[bit >> 3] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
