package org.ikelb.core.view;

/**
 * Who knows what runs now.
 *
 * <p>Thread-safe.
 */
public interface WhatRuns {
  /** What was published last, as a whole. Who shows several things of it asks once. */
  Running running();
}
