package org.ikelb.console.web.server;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.ikelb.http.kit.HostNames;
import org.ikelb.http.kit.Seldom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses each request that asks for a host of another name, before anything else is done with it.
 *
 * <p>Thread-safe.
 */
final class KnownHost implements HttpConfiguration.Customizer {
  private static final Logger LOG = LoggerFactory.getLogger(KnownHost.class);

  /** Of what is put into the log. */
  private static final int LONGEST = 100;

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
          host.substring(0, Math.min(LONGEST, host.length())).replaceAll("[^!-~]|\"", "_"),
          count.getAsLong());
    }
  }
}
