package org.ikelb.api.topology;

/**
 * Names a gateway: its pool and its name in it, written {@code pool/gateway}.
 *
 * @param pool the pool's name
 * @param gateway the gateway's name, unique in its pool
 */
public record GatewayId(String pool, String gateway) {

  @Override
  public String toString() {
    return pool + "/" + gateway;
  }
}
