package org.ikelb.api.view;

/**
 * One difference between the running topology and another one.
 *
 * @param kind what happens
 * @param subject what it happens to: {@code gateway vpn/vpn1}
 * @param detail what is different: {@code weight 1 -> 2}; empty for added and removed things
 * @param effect what that does to live sessions
 */
public record Change(Kind kind, String subject, String detail, String effect) {

  /** What happens to the subject. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }
}
