package org.ikelb.api.view;

/**
 * Something of the running ikelb that its topology file does not say.
 *
 * @param kind what was changed
 * @param subject of what: {@code vpn/vpn1}, a setting's pid and key, a part of the topology
 * @param file what the file says; empty: nothing
 * @param running what is in force
 */
public record Deviation(Kind kind, String subject, String file, String running) {

  /** What was changed. */
  public enum Kind {
    /** A part of the topology itself: another file was applied, or the file was edited. */
    TOPOLOGY,
    /** A gateway's weight; {@code config save} writes it. */
    WEIGHT,
    /** A gateway's administrative state, which no file can hold. */
    STATE,
    /** A setting of Config Admin, which is kept in {@code state/}. */
    SETTING
  }
}
