package org.ikelb.api.diagnosis;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What went past in one client's attempt to log in, and what it means.
 *
 * @param began when its first message came
 * @param took from then to its last message
 * @param session the session's id; empty: it opened none
 * @param client the address and port that its first message came from
 * @param gateway where it went, {@code pool/gateway}; empty: to none
 * @param spi the initiator SPI, sixteen hexadecimal digits
 * @param software what the client seems to be: by its vendor IDs and notifications
 * @param outcome {@code in-progress}, or what it came to: the key of an {@link
 *     org.ikelb.api.view.AttemptOutcome}, or why ikelb dropped it
 * @param facts what is known of it as a whole: a sentence each
 * @param messages one after the other; of many the first ones and the last ones
 * @param leftOut how many are not among them
 * @param verdicts every cause that fits, the likeliest first; empty: nothing went wrong
 * @param hidden what cannot be known, since it is encrypted; empty: nothing that matters
 */
public record Conversation(
    Instant began,
    Duration took,
    String session,
    String client,
    String gateway,
    String spi,
    String software,
    String outcome,
    List<String> facts,
    List<Message> messages,
    int leftOut,
    List<Verdict> verdicts,
    String hidden) {
  public Conversation {
    facts = List.copyOf(facts);
    messages = List.copyOf(messages);
    verdicts = List.copyOf(verdicts);
  }

  /**
   * One IKE message.
   *
   * @param after since the first
   * @param sender {@code client} or {@code gateway}
   * @param virtualServer where the client sent it, or got it from
   * @param bytes without UDP header and marker
   * @param text what is in it, as far as it is in clear
   * @param fate {@code forwarded}, {@code answered}, or why ikelb dropped it
   * @param details what it offers, asks and announces: one a line
   */
  public record Message(
      Duration after,
      String sender,
      String virtualServer,
      int bytes,
      String text,
      String fate,
      List<String> details) {
    public Message {
      details = List.copyOf(details);
    }
  }
}
