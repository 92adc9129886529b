package org.ikelb.core.view;

/**
 * Knows what runs.
 *
 * <p>Thread-safe.
 */
public interface WhatRuns {
  /** What was published last, as a whole. Who shows several things of it asks once. */
  Running running();
}
