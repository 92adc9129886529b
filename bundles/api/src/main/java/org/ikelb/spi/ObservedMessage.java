package org.ikelb.spi;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A copy of an IKE message that ikelb has received. Its header passed the rules of RFC 7296; its
 * payloads were not looked at, and after IKE_SA_INIT they are encrypted.
 *
 * <p>Immutable and thread-safe.
 */
@ProviderType
public interface ObservedMessage {
  /** When it was received, to about a millisecond. */
  Instant at();

  /** Where it came from. */
  Direction direction();

  /** Where the client is, as ikelb sees it: the sender, or whom the gateway answered. */
  InetSocketAddress client();

  /** The name of the virtual server. */
  String virtualServer();

  /** {@code pool/gateway} that sent it; empty: a client did. */
  String gateway();

  /** The id of the session that it belongs to; empty: to none, as what a guard has stopped. */
  String session();

  /** {@code pool/gateway} of its session, whoever sent it; empty: it has none. */
  String chosenGateway();

  /**
   * What became of it: {@code forwarded}, {@code answered} by ikelb itself, or the reason why it
   * was dropped, {@code guard}.
   */
  String fate();

  /**
   * The message from its header on, without a non-ESP marker. Read-only, position 0; each call
   * returns a buffer of its own.
   */
  ByteBuffer message();

  /** Who sent a message. */
  enum Direction {
    FROM_CLIENT,
    FROM_GATEWAY
  }
}
