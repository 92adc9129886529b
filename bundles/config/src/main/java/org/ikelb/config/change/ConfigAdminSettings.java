package org.ikelb.config.change;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ikelb.api.view.Deviation;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What was set in Config Admin. A component of its own, so that nothing is loaded where that is not
 * installed.
 *
 * <p>Thread-safe.
 */
@Component(service = Delta.Settings.class)
public final class ConfigAdminSettings implements Delta.Settings {
  private static final Pattern SECRET =
      Pattern.compile(
          "passw|pwd|passphrase|secret|token|credential|psk|private|api.?key|(^|[^a-z])keys?($|[^a-z])",
          Pattern.CASE_INSENSITIVE);

  /** Where words begin in {@code preSharedKey}. */
  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private static final Set<String> OWN =
      Set.of(Constants.SERVICE_PID, "service.factoryPid", "service.bundleLocation");

  private final ConfigurationAdmin admin;

  @Activate
  public ConfigAdminSettings(@Reference ConfigurationAdmin admin) {
    this.admin = admin;
  }

  @Override
  public List<Deviation> all() {
    List<Deviation> all = new ArrayList<>();
    try {
      Configuration[] found = admin.listConfigurations(null);
      for (Configuration configuration : found == null ? new Configuration[0] : found) {
        Dictionary<String, Object> properties = configuration.getProperties();
        Collections.list(properties.keys()).stream()
            .filter(key -> !OWN.contains(key))
            .sorted()
            .forEach(key -> all.add(setting(configuration.getPid(), key, properties.get(key))));
      }
    } catch (IOException | InvalidSyntaxException e) {
      throw new IllegalStateException("Config Admin cannot say what is set", e);
    }
    return all;
  }

  /** What sounds secret is not shown. */
  static Deviation setting(String pid, String key, Object value) {
    String shown =
        SECRET.matcher(HUMP.matcher(key).replaceAll("-")).find()
            ? "(not shown)"
            : value instanceof Object[] many ? Arrays.toString(many) : String.valueOf(value);
    return new Deviation(Deviation.Kind.SETTING, pid + " " + key, "", shown);
  }
}
