package org.ikelb.monitor.icmp;

/** This process may not send echo requests. The message says what to do about it. */
final class NotPermitted extends Exception {
  private static final long serialVersionUID = 1L;

  NotPermitted(String remedy) {
    super(remedy);
  }
}
