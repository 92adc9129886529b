package org.ikelb.exporter.kit;

/**
 * What a product does with flows, as far as every exporter has to say something of it.
 *
 * <p>Immutable and thread-safe.
 *
 * @param flows what it counts and times, and by what it knows a client again
 * @param sourcePorts which ports gateways see, when clients keep their addresses or are translated
 * @param clientAddress what is needed for gateways to see what was asked for
 * @param down what becomes of the flows of a gateway that goes down
 * @param bySpi what {@code --persist-by-spi} does, or would do
 * @param persistsBySpi whether it was asked for and is exported
 */
public record Behaviour(
    Source flows,
    Said sourcePorts,
    Said clientAddress,
    Said down,
    Said bySpi,
    boolean persistsBySpi) {

  /**
   * A sentence, and the page that it rests on.
   *
   * @param sentence ends with a full stop
   */
  public record Said(Source source, String sentence) {}
}
