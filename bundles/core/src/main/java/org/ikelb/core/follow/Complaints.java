package org.ikelb.core.follow;

import org.ikelb.ike.ExchangeType;
import org.ikelb.ike.PayloadType;

/**
 * What a client says instead of going on with its login: that it does not trust the gateway's
 * certificate. That is an INFORMATIONAL that begins with a notification to which nothing can be
 * said: its answer is empty (RFC 7296, section 2.21.2). A check of the path begins with a
 * notification, too, but is answered with some.
 *
 * <p>Not thread-safe: used on the upstream's loop.
 */
final class Complaints {
  private ExchangeId last = ExchangeId.NONE;

  void clientAsked(SeenIke request) {
    boolean isOne =
        request.exchange() == ExchangeType.INFORMATIONAL && request.first() == PayloadType.NOTIFY;
    last = isOne ? ExchangeId.of(request) : ExchangeId.NONE;
  }

  boolean isAnsweredBy(SeenIke answer) {
    return answer.isEmpty() && last.has(answer);
  }
}
