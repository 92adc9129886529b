package org.ikelb.ike.capture;

import java.util.Optional;

/** The link layers that can be read, by their LINKTYPE number. */
enum LinkLayer {
  ETHERNET(1, 12, 14),
  /** The "any" interface of tcpdump before 4.99. */
  LINUX_COOKED(113, 14, 16),
  /** The "any" interface since. */
  LINUX_COOKED_V2(276, 0, 20);

  private final int number;
  private final int protocolAt;
  private final int length;

  LinkLayer(int number, int protocolAt, int length) {
    this.number = number;
    this.protocolAt = protocolAt;
    this.length = length;
  }

  static Optional<LinkLayer> of(int number) {
    for (LinkLayer layer : values()) {
      if (layer.number == number) {
        return Optional.of(layer);
      }
    }
    return Optional.empty();
  }

  /** Where the EtherType of what follows stands. */
  int protocolAt() {
    return protocolAt;
  }

  /** Where what follows begins. */
  int length() {
    return length;
  }
}
