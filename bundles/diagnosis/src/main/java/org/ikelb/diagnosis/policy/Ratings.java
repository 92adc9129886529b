package org.ikelb.diagnosis.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ikelb.api.diagnosis.GatewayPolicy;
import org.ikelb.api.diagnosis.PolicyAnswer;
import org.ikelb.api.diagnosis.PolicyReport;

/**
 * What RFC 8247 (2017) says to algorithms of IKEv2, and which of them RFC 9395 (2023) calls
 * deprecated. The RFC speaks to those who write software; what it forbids there, nobody should be
 * set to. Pure functions.
 */
final class Ratings {
  private static final List<String> WORST_FIRST =
      List.of("MUST NOT", "SHOULD NOT", "MAY", "MUST-", "SHOULD", "SHOULD+", "MUST");

  private static final String RRAS = "a default of Windows RRAS, and weak";
  private static final String DEPRECATED = "deprecated by RFC 9395";
  private static final String UNNAMED = "not named there: it may be used";

  private Ratings() {}

  private record Rule(String level, String note) {}

  private static final Map<String, Rule> RULES =
      Map.ofEntries(
          Map.entry("AES_CBC_256", new Rule("MUST", "")),
          Map.entry("AES_CBC_192", new Rule("MAY", "of AES, 128 and 256 bits are wanted")),
          Map.entry("AES_CBC_128", new Rule("MUST", "")),
          Map.entry("AES_GCM_16_256", new Rule("SHOULD", "")),
          Map.entry("AES_GCM_16_192", new Rule("MAY", "of AES, 128 and 256 bits are wanted")),
          Map.entry("AES_GCM_16_128", new Rule("SHOULD", "")),
          Map.entry("CHACHA20_POLY1305", new Rule("SHOULD", "")),
          Map.entry("3DES_CBC", new Rule("MAY", RRAS)),
          Map.entry("DES_CBC", new Rule("MUST NOT", DEPRECATED)),
          Map.entry("HMAC_SHA2_512_256", new Rule("SHOULD", "")),
          Map.entry("HMAC_SHA2_256_128", new Rule("MUST", "")),
          Map.entry("HMAC_SHA1_96", new Rule("MUST-", RRAS + "; on its way out")),
          Map.entry("HMAC_MD5_96", new Rule("MUST NOT", DEPRECATED)),
          Map.entry("PRF_HMAC_SHA2_512", new Rule("SHOULD+", "")),
          Map.entry("PRF_HMAC_SHA2_256", new Rule("MUST", "")),
          Map.entry("PRF_HMAC_SHA1", new Rule("MUST-", RRAS + "; on its way out")),
          Map.entry("PRF_HMAC_MD5", new Rule("MUST NOT", DEPRECATED)),
          Map.entry("MODP_2048", new Rule("MUST", "")),
          Map.entry("ECP_256", new Rule("SHOULD", "")),
          Map.entry("MODP_1536", new Rule("SHOULD NOT", "")),
          Map.entry("MODP_1024", new Rule("SHOULD NOT", RRAS)),
          Map.entry("MODP_2048_256", new Rule("SHOULD NOT", "")),
          Map.entry("MODP_768", new Rule("MUST NOT", DEPRECATED)));

  /** Those of what any of the gateways takes, the worst first. */
  static List<PolicyReport.Rating> of(List<GatewayPolicy> policies) {
    Map<GatewayPolicy.Algorithm, List<String>> taken = new LinkedHashMap<>();
    for (GatewayPolicy policy : policies) {
      for (GatewayPolicy.Algorithm one : policy.algorithms()) {
        if (one.answer() == PolicyAnswer.ACCEPTED) {
          taken.computeIfAbsent(one, a -> new ArrayList<>()).add(Names.of(policy, policies));
        }
      }
    }
    return taken.entrySet().stream()
        .map(entry -> rating(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(rating -> WORST_FIRST.indexOf(rating.level())))
        .toList();
  }

  private static PolicyReport.Rating rating(GatewayPolicy.Algorithm one, List<String> gateways) {
    Rule rule = RULES.getOrDefault(one.name(), new Rule("MAY", UNNAMED));
    return new PolicyReport.Rating(
        one.kind(),
        one.name(),
        rule.level,
        "RFC 8247, " + section(one.kind()),
        rule.note,
        gateways);
  }

  private static String section(String kind) {
    return switch (kind) {
      case "encryption" -> "section 2.1";
      case "prf" -> "section 2.2";
      case "integrity" -> "section 2.3";
      default -> "section 2.4";
    };
  }
}
