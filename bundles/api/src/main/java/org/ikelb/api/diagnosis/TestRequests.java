package org.ikelb.api.diagnosis;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Has requests to open an IKE SA answered that only look like those of a client: they are a test of
 * the network. They open no session, and no gateway gets them.
 *
 * <p>Thread-safe.
 */
@ProviderType
public interface TestRequests {
  /** From now on the answerer is asked, in place of any other, until it is {@link #leave left}. */
  void ask(TestAnswerer answerer);

  /** The answerer is asked no more; nothing happens if it is not asked. Never waits. */
  void leave(TestAnswerer answerer);
}
