package org.ikelb.example.clientlist;

import org.ikelb.spi.Guard;
import org.ikelb.spi.GuardFactory;
import org.ikelb.spi.PluginFactory;
import org.osgi.service.component.annotations.Component;

/**
 * Registers the guard {@code client-list}.
 *
 * <p>Thread-safe.
 */
@Component(property = PluginFactory.NAME + "=client-list")
public final class ClientListFactory implements GuardFactory<ClientListSettings> {

  @Override
  public Class<ClientListSettings> settingsType() {
    return ClientListSettings.class;
  }

  @Override
  public Guard create(ClientListSettings settings) {
    return new ClientListGuard(settings);
  }
}
