package org.ikelb.exporter.kemp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ikelb.exporter.kemp.LoadMaster.Ping;
import org.ikelb.exporter.kemp.LoadMaster.RealServer;
import org.ikelb.exporter.kemp.LoadMaster.Schedule;
import org.ikelb.exporter.kemp.LoadMaster.Service;

/**
 * Reads a form back by doing what a LoadMaster would, and refuses what that would: unknown commands
 * and parameters, values out of range, a real server of no service. Used once.
 */
final class Parser {
  private static final Pattern COMMAND =
      Pattern.compile(
          "Confirm-Answer \\(([A-Za-z-]+)((?: -[A-Za-z0-9_]+ (?:\\$true|\\$false|'(?:[^'\\n]|'')*'))+) @lm\\)");
  private static final Pattern PARAMETER =
      Pattern.compile(" -([A-Za-z0-9_]+) (?:\\$(true|false)|'((?:[^'\\n]|'')*)')");
  private static final Map<String, String> CMDLETS =
      Map.of(
          "New-AdcVirtualService", "addvs",
          "Set-AdcVirtualService", "modvs",
          "New-AdcRealServer", "addrs");
  private static final Map<String, String> NAMES =
      Map.of(
          "VirtualService", "vs",
          "VSPort", "port",
          "VSProtocol", "prot",
          "RealServer", "rs",
          "RealServerPort", "rsport");

  private final Map<String, Service> services = new LinkedHashMap<>();

  private Parser() {}

  static LoadMaster apiV1(String text) {
    Parser parser = new Parser();
    for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
      URI uri = URI.create(line);
      assertEquals("https://LOADMASTER", uri.getScheme() + "://" + uri.getAuthority());
      assertTrue(uri.getPath().startsWith("/access/"), line);
      Map<String, String> parameters = parameters();
      for (String parameter : uri.getRawQuery().split("&", -1)) {
        String[] parts = parameter.split("=", -1);
        assertEquals(2, parts.length, parameter);
        put(parameters, parts[0], URLDecoder.decode(parts[1], UTF_8));
      }
      parser.call(uri.getPath().substring("/access/".length()), parameters, "1", "0");
    }
    return parser.loadMaster();
  }

  static LoadMaster apiV2(String text) {
    Parser parser = new Parser();
    for (Object request : new Gson().fromJson(text, List.class)) {
      Map<String, String> parameters = parameters();
      ((Map<?, ?>) request)
          .forEach(
              (key, value) ->
                  put(
                      parameters,
                      key.toString(),
                      value instanceof Double number
                          ? String.valueOf(number.intValue())
                          : value.toString()));
      assertEquals("${KEMP_API_KEY}", parameters.remove("apikey"));
      String command = Optional.ofNullable(parameters.remove("cmd")).orElseThrow();
      parser.call(command, parameters, "true", "false");
    }
    return parser.loadMaster();
  }

  static LoadMaster powerShell(String text) {
    Parser parser = new Parser();
    int body = text.indexOf("Confirm-Answer (New");
    for (String line : text.substring(body).lines().toList()) {
      Matcher matcher = COMMAND.matcher(line);
      assertTrue(matcher.matches(), line);
      Map<String, String> parameters = parameters();
      Matcher each = PARAMETER.matcher(matcher.group(2));
      while (each.find()) {
        String value = Optional.ofNullable(each.group(2)).orElse(each.group(3));
        put(parameters, NAMES.getOrDefault(each.group(1), each.group(1)), value.replace("''", "'"));
      }
      String command = Optional.ofNullable(CMDLETS.get(matcher.group(1))).orElseThrow();
      parser.call(command, parameters, "true", "false");
    }
    return parser.loadMaster();
  }

  /** Names of parameters have no case. */
  private static Map<String, String> parameters() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }

  private static void put(Map<String, String> parameters, String name, String value) {
    assertEquals(null, parameters.put(name, value), name + " twice");
  }

  private LoadMaster loadMaster() {
    services.forEach(
        (key, service) ->
            service
                .portFollow()
                .ifPresent(
                    port ->
                        assertTrue(
                            known(key.substring(0, key.indexOf(' ') + 1) + port)
                                .portFollow()
                                .isPresent(),
                            key + " follows one that does not follow")));
    return new LoadMaster(List.copyOf(services.values()));
  }

  private void call(String command, Map<String, String> raw, String yes, String no) {
    Parameters p = new Parameters(raw, yes, no);
    p.expect("prot", "udp");
    String key = p.text("vs") + " " + raw.get("port");
    int port = p.number("port", 3, 65530);
    switch (command) {
      case "addvs" -> assertEquals(null, services.put(key, service(key, port, p)), key + " twice");
      case "addrs" -> replace(key, withServer(known(key), realServer(p)));
      case "modvs" -> {
        int followed = p.number("PortFollow", 3, 65530);
        checkPair(known(key), known(key.substring(0, key.indexOf(' ') + 1) + followed));
        replace(key, following(known(key), followed));
      }
      default -> throw new AssertionError("a command of another kind: " + command);
    }
    p.done();
  }

  /** What following needs: the same real servers, and the same persistence. */
  private static void checkPair(Service service, Service followed) {
    assertEquals(addresses(followed), addresses(service));
    assertEquals(followed.persistTimeout(), service.persistTimeout());
  }

  private static List<InetAddress> addresses(Service service) {
    return service.realServers().stream().map(RealServer::address).toList();
  }

  private Service known(String key) {
    return Optional.ofNullable(services.get(key)).orElseThrow(() -> new AssertionError(key));
  }

  private void replace(String key, Service service) {
    services.put(key, service);
  }

  private static Service service(String key, int port, Parameters p) {
    p.expect("VStype", "gen").expect("Persist", "src").expect("ForceL7", p.yes());
    p.expect("Enable", p.yes());
    boolean transparent = p.flag("Transparent");
    assertEquals(!transparent, p.flag("SubnetOriginating"));
    assertEquals(transparent, p.flag("UseforSnat"), "what transparency needs");
    return new Service(
        address(key.substring(0, key.indexOf(' '))),
        port,
        p.text("NickName"),
        p.number("PersistTimeout", 0, 604_800),
        one(Schedule.values(), Schedule::key, p.text("Schedule")),
        p.number("Idletime", 3, 86_400),
        check(p),
        transparent,
        OptionalInt.empty(),
        List.of());
  }

  private static Optional<Ping> check(Parameters p) {
    String type = p.text("CheckType");
    if (type.equals("none")) {
      return Optional.empty();
    }
    assertEquals("icmp", type);
    int timeout = p.number("ChkTimeout", 4, 60);
    int retries = p.number("ChkRetryCount", 2, 15);
    int shortest = retries * timeout + 1;
    int interval = p.number("ChkInterval", shortest, Math.max(shortest, 120));
    return Optional.of(new Ping(interval, timeout, retries));
  }

  private static RealServer realServer(Parameters p) {
    p.expect("Forward", "nat");
    return new RealServer(
        address(p.text("rs")),
        p.number("rsport", 3, 65530),
        p.number("Weight", 1, 65530),
        p.number("Limit", 0, 100_000),
        p.flag("Enable"));
  }

  private static Service withServer(Service s, RealServer server) {
    List<RealServer> servers = new ArrayList<>(s.realServers());
    servers.add(server);
    return copy(s, s.portFollow(), servers);
  }

  private static Service following(Service s, int port) {
    return copy(s, OptionalInt.of(port), s.realServers());
  }

  private static Service copy(Service s, OptionalInt portFollow, List<RealServer> servers) {
    return new Service(
        s.address(),
        s.port(),
        s.nickname(),
        s.persistTimeout(),
        s.schedule(),
        s.idleTime(),
        s.check(),
        s.transparent(),
        portFollow,
        servers);
  }

  private static <E> E one(E[] all, Function<E, String> key, String wanted) {
    return Stream.of(all).filter(e -> key.apply(e).equals(wanted)).findFirst().orElseThrow();
  }

  private static InetAddress address(String literal) {
    assertTrue(literal.matches("[0-9a-f.:]+"), literal);
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** The parameters of one call; each must be taken. */
  private record Parameters(Map<String, String> left, String yes, String no) {
    String text(String name) {
      return Optional.ofNullable(left.remove(name))
          .orElseThrow(() -> new AssertionError("no " + name + " in " + left));
    }

    int number(String name, int min, int max) {
      int number = Integer.parseInt(text(name));
      assertTrue(number >= min && number <= max, name + " is " + number);
      return number;
    }

    boolean flag(String name) {
      String value = text(name);
      assertTrue(value.equals(yes) || value.equals(no), name + " is " + value);
      return value.equals(yes);
    }

    Parameters expect(String name, String value) {
      assertEquals(value, text(name), name);
      return this;
    }

    void done() {
      assertEquals(Map.of(), left);
    }
  }
}
