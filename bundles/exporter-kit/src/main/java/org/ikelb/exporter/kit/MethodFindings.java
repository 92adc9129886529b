package org.ikelb.exporter.kit;

import org.ikelb.api.topology.Pool;

/**
 * Says what became of a pool's balancing method.
 *
 * <p>Not thread-safe: one for each export.
 *
 * @param product whose method is used instead
 */
public record MethodFindings(Product product, Findings findings) {

  /**
   * Notes a method that the product does not have, or counts for in another way.
   *
   * @param used the product's own name of what is used
   */
  public void note(Pool pool, String used) {
    String path = Paths.of("pools", pool.name(), "method");
    String method = pool.method().type();
    if (method.equals("least-sessions")) {
      findings.changed(
          product.ranges(),
          path,
          "least-sessions became "
              + used
              + ": "
              + product
              + " counts flows, on each port apart, not sessions.");
    } else if (!method.equals("weighted-round-robin")) {
      findings.lossy(
          product.ranges(),
          path,
          Paths.quoted(method)
              + " is unknown to "
              + product
              + ": it uses "
              + used
              + ", so a client without a persistence record may land on another gateway than"
              + " before.");
    }
  }
}
