package org.ikelb.api.topology;

/** How the results of several monitors make one state of a gateway. */
public enum UpWhen {
  /** The monitors that speak IKE decide; if none does, all must pass. */
  PROTOCOL,
  /** All monitors must pass. */
  ALL,
  /** One passing monitor is enough. */
  ANY
}
