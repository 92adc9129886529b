package org.ikelb.acceptance.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ikelb.acceptance.PluginJar;
import org.ikelb.acceptance.plugins.tiny.InMemory;
import org.ikelb.acceptance.plugins.tiny.InOrder;
import org.ikelb.acceptance.plugins.tiny.LastMessage;
import org.ikelb.spi.BalancingMethodFactory;
import org.ikelb.spi.IkeObserver;
import org.ikelb.spi.StateStore;

/** One plugin of each kind: the examples, and of the kinds without one the test's own. */
enum EachKind {
  STRATEGY(Example.SITES),
  METHOD("in-order", InOrder.class, BalancingMethodFactory.class),
  MONITOR(Example.COMMAND),
  GUARD(Example.CLIENT_LIST),
  EXPORTER(Example.KEEPALIVED),
  OBSERVER("last-message", LastMessage.class, IkeObserver.class),
  STATE_STORE("in-memory", InMemory.class, StateStore.class);

  /** Its name in the topology. */
  final String plugin;

  /** The symbolic name of its bundle. */
  final String bundle;

  private final Optional<Example> example;
  private final Class<?> implementation;
  private final Class<?> service;

  EachKind(Example example) {
    this.plugin = example.plugin;
    this.bundle = "org.ikelb.example." + example.plugin.replace('-', '.');
    this.example = Optional.of(example);
    this.implementation = Void.class;
    this.service = Void.class;
  }

  EachKind(String plugin, Class<?> implementation, Class<?> service) {
    this.plugin = plugin;
    this.bundle = "org.ikelb.tiny." + plugin;
    this.example = Optional.empty();
    this.implementation = implementation;
    this.service = service;
  }

  /** Writes its jar in this version. */
  void write(String version, Path jar) throws IOException {
    if (example.isPresent()) {
      PluginJar.copy(example.get().jar(), version, jar);
    } else {
      PluginJar.of(implementation, service, List.of("ikelb.name=" + plugin), bundle, version, jar);
    }
  }
}
