package org.ikelb.console.verb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ikelb.api.Views;
import org.ikelb.api.view.PluginView;
import org.ikelb.api.view.PoolView;
import org.ikelb.api.view.SessionFilter;
import org.ikelb.api.view.VirtualServerView;

/** What things are called now. Pure functions. */
final class KnownNames {
  static final List<String> KINDS =
      List.of("virtualservers", "pools", "gateways", "sessions", "plugins", "products", "forms");

  /** The words that stand for a name in the declarations of the verbs. */
  private static final Map<String, String> PLACEHOLDERS =
      Map.of(
          "POOL",
          "pools",
          KnownGateway.ARGUMENT,
          "gateways",
          "ID",
          "sessions",
          "NAME",
          "plugins",
          "VIRTUALSERVER",
          "virtualservers",
          ExportVerb.PRODUCT,
          "products",
          ExportVerb.FORM_NAME,
          "forms");

  private KnownNames() {}

  /** The kind of thing that a word in a declaration stands for: {@code POOL}. */
  static Optional<String> kindOf(String placeholder) {
    return Optional.ofNullable(PLACEHOLDERS.get(placeholder));
  }

  static List<String> of(String kind, Services services) {
    return switch (kind) {
      case "products" -> services.exporters().names();
      case "forms" -> services.exporters().formNames();
      default -> services.optionalViews().map(views -> of(kind, views)).orElse(List.of());
    };
  }

  private static List<String> of(String kind, Views views) {
    return switch (kind) {
      case "virtualservers" ->
          views.virtualServers().stream().map(VirtualServerView::name).toList();
      case "pools" -> views.pools().stream().map(PoolView::name).toList();
      case "gateways" -> views.gateways().stream().map(view -> view.id().toString()).toList();
      case "sessions" -> idsOfSessions(views);
      case "plugins" -> views.plugins().stream().map(PluginView::name).toList();
      default -> List.of();
    };
  }

  private static List<String> idsOfSessions(Views views) {
    List<String> ids = new ArrayList<>();
    views.eachSession(SessionFilter.ALL, session -> ids.add(session.id()));
    Collections.sort(ids);
    return ids;
  }
}
