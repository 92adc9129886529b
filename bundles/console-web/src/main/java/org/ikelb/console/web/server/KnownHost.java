package org.ikelb.console.web.server;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.ikelb.api.log.LogText;
import org.ikelb.api.log.Seldom;
import org.ikelb.http.kit.HostNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses each request that asks for a host of another name, before anything else is done with it.
 *
 * <p>Thread-safe.
 */
final class KnownHost implements HttpConfiguration.Customizer {
  private static final Logger LOG = LoggerFactory.getLogger(KnownHost.class);

  private final HostNames names;
  private final LongSupplier nanos;
  private final Seldom refused = new Seldom();

  KnownHost(HostNames names, LongSupplier nanos) {
    this.names = names;
    this.nanos = nanos;
  }

  @Override
  public Request customize(Request request, HttpFields.Mutable responseHeaders) {
    Optional<String> host =
        Optional.ofNullable(request.getHeaders().get(HttpHeader.HOST))
            .or(() -> Optional.ofNullable(request.getHttpURI().getHost()));
    if (!names.cover(host)) {
      say(Request.getRemoteAddr(request), host.orElse(""));
      throw new HttpException.RuntimeException(HostNames.STATUS, HostNames.REFUSAL);
    }
    return request;
  }

  private void say(String client, String host) {
    OptionalLong count = refused.count(nanos.getAsLong());
    if (count.isPresent()) {
      LOG.warn(
          "event=console-foreign-host client={} host={} count={}",
          client,
          LogText.of(host),
          count.getAsLong());
    }
  }
}
