package org.ikelb.listener.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ikelb.api.WarningSource;
import org.ikelb.api.topology.Protocol;
import org.ikelb.api.view.Warning;
import org.ikelb.core.dataplane.ListenAddress;
import org.ikelb.core.dataplane.ListenFailed;
import org.ikelb.core.dataplane.Listener;
import org.ikelb.core.dataplane.Relay;
import org.ikelb.core.dataplane.Transport;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ComponentPropertyType;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener on Netty: one event loop a core, on native epoll where there is one.
 *
 * <p>Thread-safe; its life is open, listen any number of times, close.
 */
@Component(
    name = UdpListener.NAME,
    service = {Listener.class, WarningSource.class})
public final class UdpListener implements Listener, WarningSource {
  /** The configuration's name. */
  static final String NAME = "org.ikelb.listener.udp";

  private static final Logger log = LoggerFactory.getLogger(UdpListener.class);

  private final Sockets sockets;
  private final DescriptorLimit descriptors;
  private final int loopCount;
  private Optional<EventLoops> running = Optional.empty();

  /**
   * What Config Admin may set.
   *
   * <p>Immutable.
   */
  @ComponentPropertyType
  public @interface Settings {
    /** How many event loops; 0 is one for each core. */
    int ikelb_loops() default 0;
  }

  /** The component; the framework or system property {@code ikelb.loops} is asked second. */
  @Activate
  public UdpListener(BundleContext bundle, Settings settings) {
    this(
        Sockets.best(),
        DescriptorLimit.read(Path.of("/proc/self/limits")),
        LoopCount.of(settings.ikelb_loops(), bundle.getProperty(LoopCount.PROPERTY)));
  }

  /**
   * @param loops how many are wanted
   */
  UdpListener(Sockets sockets, DescriptorLimit descriptors, int loops) {
    this.sockets = sockets;
    this.descriptors = descriptors;
    this.loopCount = sockets.canShareAddress() ? loops : 1;
  }

  /** Loops are never added or taken away while running: clients would land on others. */
  @Modified
  void modified() {
    log.warn("event=loops-unchanged remedy=\"restart ikelb for another number of loops\"");
  }

  @Override
  public String transport() {
    return sockets.transport();
  }

  @Override
  public int loops() {
    return loopCount;
  }

  @Override
  public int maxUpstreams() {
    return descriptors.maxUpstreams();
  }

  @Override
  public synchronized void open(Function<Transport, Relay> relays) {
    if (running.isPresent()) {
      throw new IllegalStateException("this listener is open already");
    }
    logStart();
    running = Optional.of(new EventLoops(sockets, loopCount, relays));
  }

  private void logStart() {
    log.info(
        "event=listener-started transport={} loops={} max_upstreams={} file_limit={}",
        transport(),
        loopCount,
        maxUpstreams(),
        descriptors.files());
    warnings()
        .forEach(
            warning ->
                log.warn(
                    "event={} subject={} text=\"{}\"",
                    warning.code(),
                    warning.subject(),
                    warning.text()));
  }

  @Override
  public synchronized List<String> listen(List<ListenAddress> addresses) throws ListenFailed {
    return running
        .orElseThrow(() -> new IllegalStateException("this listener is not open"))
        .listen(addresses);
  }

  @Override
  public Optional<String> holder(InetSocketAddress address) {
    return new PortHolder(Path.of("/proc")).other(address);
  }

  @Override
  public Optional<InetAddress> sourceTowards(InetAddress gateway) {
    try (DatagramSocket socket = new DatagramSocket()) { // sends nothing
      socket.connect(new InetSocketAddress(gateway, Protocol.IKE.port()));
      return Optional.of(socket.getLocalAddress()).filter(address -> !address.isAnyLocalAddress());
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    if (!sockets.shortcomings().isEmpty()) {
      warnings.add(
          new Warning(
              "transport-fallback",
              transport(),
              "this machine lacks native epoll, or a part of it: "
                  + String.join("; ", sockets.shortcomings())));
    }
    if (descriptors.isSmall()) {
      warnings.add(
          new Warning(
              "file-limit-small",
              "open files",
              "the limit of %d open files leaves room for %d upstreams, one for each client and port: "
                  .concat("raise it (systemd: LimitNOFILE=, shell: ulimit -n)")
                  .formatted(descriptors.files(), maxUpstreams())));
    }
    return warnings;
  }

  @Deactivate
  @Override
  public synchronized void close() {
    running.ifPresent(EventLoops::close);
    running = Optional.empty();
    sockets.close();
  }
}
