package org.ikelb.core.follow;

import java.util.concurrent.TimeUnit;
import org.ikelb.ike.PayloadType;

/**
 * How far a client's login has come. Each message makes the next one of these.
 *
 * <pre>
 *   GREETED --IKE_AUTH--> ASKED --answer begins with IDr--> IDENTIFIED --30 s--> quiet
 *                           ^   --answer begins with EAP--> GOES_ON
 *                           |   --answer begins with N----> REFUSED
 *                           +---- another IKE_AUTH of an IDENTIFIED or REFUSED client
 * </pre>
 *
 * <p>An answer that begins with AUTH ends an EAP login well, wherever it has come to. That of a
 * pre-shared key or a certificate begins with IDr, as the first one of an EAP login does: what
 * tells the two apart is whether the client goes on.
 *
 * <p>Immutable.
 *
 * @param stage where it is
 * @param sinceNanos when it began, or the gateway last answered; nothing while it has not begun
 */
public record Login(Stage stage, long sinceNanos) {
  /** Where a login is. */
  public enum Stage {
    /** There was no IKE_AUTH yet. */
    GREETED,
    /** The client has asked, and the gateway's last answer, if there was one, is no end. */
    ASKED,
    /** The gateway has said who it is: that is all of it, or EAP begins. */
    IDENTIFIED,
    /** EAP: the gateway wants to know more. */
    GOES_ON,
    /** The gateway has answered with a notification. */
    REFUSED
  }

  public static final Login NOT_BEGUN = new Login(Stage.GREETED, 0);

  /** Nobody who goes on with EAP lets his gateway wait so long, unless he has to type. */
  public static final long QUIET_AFTER_NANOS = TimeUnit.SECONDS.toNanos(30);

  public boolean hasBegun() {
    return stage != Stage.GREETED;
  }

  /** Whether the gateway has answered, protected. */
  public boolean isAnswered() {
    return stage == Stage.IDENTIFIED || stage == Stage.GOES_ON || stage == Stage.REFUSED;
  }

  /** The client asks. */
  public Login asked(long nowNanos) {
    return switch (stage) {
      case GREETED -> new Login(Stage.ASKED, nowNanos);
      case IDENTIFIED, REFUSED -> new Login(Stage.ASKED, sinceNanos);
      case ASKED, GOES_ON -> this;
    };
  }

  /** The gateway answers. */
  public Login answered(SeenIke answer, long nowNanos) {
    return switch (answer.first()) {
      case PayloadType.ID_R -> new Login(Stage.IDENTIFIED, nowNanos);
      case PayloadType.EAP -> new Login(Stage.GOES_ON, nowNanos);
      case PayloadType.NOTIFY -> new Login(Stage.REFUSED, nowNanos);
      default -> new Login(hasBegun() ? stage : Stage.ASKED, nowNanos);
    };
  }

  /** Whether this answer of the gateway ends a login well, as only a right password can make it. */
  public static boolean isSuccess(SeenIke answer) {
    return answer.first() == PayloadType.AUTH;
  }

  /**
   * Whether an exchange beyond the login shows that the client is in. After a round of EAP it may
   * be the complaint of one whose password was wrong.
   */
  public boolean isOverByAnotherExchange() {
    return stage != Stage.GOES_ON;
  }

  /** Whether the client may well be in, though it shows nothing. */
  public boolean isQuiet(long nowNanos) {
    return stage == Stage.IDENTIFIED && nowNanos - sinceNanos >= QUIET_AFTER_NANOS;
  }
}
