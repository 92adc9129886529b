package org.ikelb.launcher;

/** ikelb cannot start; the message says why and what to do, to whoever started it. */
final class CannotStart extends Exception {
  CannotStart(String message) {
    super(message);
  }

  CannotStart(String message, Throwable cause) {
    super(message, cause);
  }
}
