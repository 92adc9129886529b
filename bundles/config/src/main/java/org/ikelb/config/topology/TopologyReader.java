package org.ikelb.config.topology;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.ikelb.api.TopologyFile.Reading;
import org.ikelb.api.TopologyFile.Use;
import org.ikelb.api.plugin.InstalledPlugins;
import org.ikelb.api.topology.Monitor;
import org.ikelb.api.topology.Topology;
import org.ikelb.config.binding.RecordBinder;
import org.ikelb.config.json.Json;
import org.ikelb.config.json.Json.JsonObject;
import org.ikelb.config.json.JsonParser;
import org.ikelb.config.json.Lines;
import org.ikelb.config.json.SyntaxError;
import org.ikelb.config.problem.Findings;
import org.ikelb.config.problem.Place;

/**
 * Makes a topology from the text of a file: parse, bind, check, build. What is wrong at one step
 * does not keep the next from finding more, except that a text that is no JSON is only that.
 *
 * <p>Immutable and thread-safe.
 *
 * @param plugins what is installed
 * @param use what the topology is for
 * @param isOfHost whether this machine has an address
 */
public record TopologyReader(InstalledPlugins plugins, Use use, Predicate<InetAddress> isOfHost) {

  /**
   * Reads a text.
   *
   * @param file its name for problems
   */
  public Reading read(String file, String text) {
    Locator locator = new Locator(file, new Lines(text));
    Findings findings = new Findings();
    Findings warnings = new Findings();
    Json document = new Json.JsonArray(0, List.of());
    Optional<Topology> topology = Optional.empty();
    try {
      document = JsonParser.parse(text, Place.root(findings::add));
      topology = topology(document, findings, warnings);
    } catch (Findings.Enough e) {
      // The locator says that there is more.
    } catch (SyntaxError e) {
      return new Reading(
          text, Optional.empty(), List.of(locator.at(e.offset(), e.path(), e.rule())), List.of());
    }
    return new Reading(
        text, topology, locator.locate(findings, document), locator.locate(warnings, document));
  }

  private Optional<Topology> topology(Json document, Findings findings, Findings warnings) {
    Place root = Place.root(findings::add);
    if (!(document instanceof JsonObject object)) {
      root.wrong("the document must be an object in { }");
      return Optional.empty();
    }
    Map<String, Object> written = object.plain();
    Optional<TopologySection> bound = RecordBinder.bind(TopologySection.class, written, root);
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    TopologySection section = bound.get();
    new NameChecks(section, written).check(root);
    GroupChecks.check(section, groups(written), root);
    AddressChecks.check(section, root);
    PortChecks.check(section, root);
    LoopChecks.check(section, root);
    PluginChecks pluginChecks = new PluginChecks(plugins, use);
    pluginChecks.check(section, root);
    Map<String, Monitor> monitors = pluginChecks.monitors(section.monitors(), root.at("monitors"));
    if (use != Use.EXPORT) {
      RunChecks.check(section, root);
    }
    try {
      warn(section, Place.root(warnings::add));
    } catch (Findings.Enough e) {
      // The locator says that there is more.
    }
    return findings.isEmpty() ? Optional.of(build(section, monitors)) : Optional.empty();
  }

  private void warn(TopologySection section, Place root) {
    LimitWarnings.find(section, root);
    IdleWarnings.find(section, root);
    LookAlikeWarnings.find(section, root);
    if (use != Use.EXPORT) {
      HostWarnings.find(section, isOfHost, root);
    }
  }

  private static int groups(Map<String, Object> written) {
    return written.get("persistencyGroups") instanceof Map<?, ?> groups ? groups.size() : 0;
  }

  private static Topology build(TopologySection section, Map<String, Monitor> monitors) {
    return new Topology(
        each(section.virtualServers(), (name, server) -> server.toVirtualServer(name)),
        each(section.persistencyGroups(), (name, group) -> group.toGroup(name)),
        each(section.pools(), (name, pool) -> pool.toPool(name)),
        monitors,
        section.limits().toLimits(),
        section.timeouts().toTimeouts());
  }

  private static <S, T> Map<String, T> each(
      Map<String, S> sections, BiFunction<String, S, T> build) {
    Map<String, T> built = new LinkedHashMap<>();
    sections.forEach((name, section) -> built.put(name, build.apply(name, section)));
    return built;
  }
}
