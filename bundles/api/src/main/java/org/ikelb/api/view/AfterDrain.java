package org.ikelb.api.view;

/** What happens to a draining gateway whose last sessions did not end in time. */
public enum AfterDrain {
  /** It goes on draining, and its sessions stay. */
  KEEP,
  /** It goes into maintenance: its sessions are released. */
  MAINTENANCE
}
