package org.ikelb.console.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ikelb.api.WarningSource;
import org.ikelb.api.view.Warning;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says where the Web Console is, and warns if it is nowhere, or open to others in clear.
 *
 * <p>Thread-safe.
 */
@Component(immediate = true)
public final class WebAddress implements WarningSource {
  private static final Logger LOG = LoggerFactory.getLogger(WebAddress.class);
  private static final String ENDPOINTS = "osgi.http.endpoint";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final BundleContext context;
  private final LongSupplier nanos;
  private final long since;
  private volatile List<String> endpoints = List.of();

  @Activate
  public WebAddress(BundleContext context) {
    this(context, System::nanoTime);
  }

  WebAddress(BundleContext context, LongSupplier nanos) {
    this.context = context;
    this.nanos = nanos;
    this.since = nanos.getAsLong();
  }

  @Reference(
      service = HttpServiceRuntime.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      updated = "setRuntime",
      unbind = "unsetRuntime")
  void setRuntime(Map<String, Object> properties) {
    List<String> now = strings(properties.get(ENDPOINTS));
    if (!now.equals(endpoints)) {
      endpoints = now;
      now.forEach(WebAddress::say);
    }
  }

  void unsetRuntime(Map<String, Object> properties) {
    endpoints = List.of();
  }

  private static void say(String endpoint) {
    LOG.info("event=web-console url={}system/console/", endpoint);
  }

  @Override
  public List<Warning> warnings() {
    List<Warning> warnings = new ArrayList<>();
    List<String> now = endpoints;
    if (now.isEmpty() && nanos.getAsLong() - since > PATIENCE_NANOS) {
      warnings.add(closed());
    }
    now.stream().filter(WebAddress::isOpenInClear).map(WebAddress::inClear).forEach(warnings::add);
    return warnings;
  }

  private Warning closed() {
    String host = property("org.apache.felix.http.host");
    String port = property("org.osgi.service.http.port");
    return new Warning(
        "web-console-closed",
        host + ":" + port,
        "the Web Console could not be opened; is the port in use? Another one is set by"
            + " org.osgi.service.http.port in conf/framework.properties");
  }

  private static Warning inClear(String endpoint) {
    return new Warning(
        "web-console-in-clear",
        endpoint,
        "passwords for the Web Console cross the network in clear; use TLS"
            + " (docs/web-console.md), or open it on a loopback address only");
  }

  private static boolean isOpenInClear(String endpoint) {
    URI uri = URI.create(endpoint);
    String host = Optional.ofNullable(uri.getHost()).orElse("0.0.0.0");
    try { // a literal: no name is looked up
      return "http".equals(uri.getScheme()) && !InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  private String property(String name) {
    return Optional.ofNullable(context.getProperty(name)).orElse("?");
  }

  private static List<String> strings(@Nullable Object value) {
    if (value instanceof String[] several) {
      return Arrays.stream(several).distinct().sorted().toList();
    }
    return value instanceof String one ? List.of(one) : List.of();
  }
}
