package org.ikelb.core.persist;

import java.util.List;
import java.util.Map;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.session.Bindings;

/**
 * What is served while a picture is taken of it.
 *
 * <p>Immutable; the bindings change by themselves.
 *
 * @param bindings of each persistency group, by its name
 * @param addresses what clients send to
 */
public record Scene(Map<String, Bindings> bindings, List<ListenAddress> addresses) {

  public Scene {
    bindings = Map.copyOf(bindings);
    addresses = List.copyOf(addresses);
  }
}
