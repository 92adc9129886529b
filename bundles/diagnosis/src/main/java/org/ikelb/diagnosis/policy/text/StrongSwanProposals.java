package org.ikelb.diagnosis.policy.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ikelb.api.text.NearestName;
import org.ikelb.ike.Octets;
import org.ikelb.ike.Proposal;
import org.ikelb.ike.Transform;

/**
 * Proposals as strongSwan writes them: {@code aes256-sha256-modp2048,...} alone, or what {@code
 * proposals} and {@code esp_proposals} of a swanctl.conf, or {@code ike} and {@code esp} of an
 * ipsec.conf are set to.
 *
 * <p>Not thread-safe.
 */
final class StrongSwanProposals {
  private static final Pattern SETTING =
      Pattern.compile("\\s*(proposals|esp_proposals|ike|esp)\\s*=\\s*(.*)");

  private static final String DEFAULT = "default";
  private static final List<String> ESN = List.of("esn", "noesn");
  private static final int MOST = 64;

  private final Problems problems;
  private final List<Proposal> ike = new ArrayList<>();
  private final List<Policy.Esp> esp = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private boolean ownList;

  StrongSwanProposals(Problems problems) {
    this.problems = problems;
  }

  Optional<Policy> read(String[] lines) {
    Map<Boolean, Integer> settings = new HashMap<>();
    for (int i = 0; i < lines.length; i++) {
      Matcher setting = SETTING.matcher(withoutComment(lines[i]));
      if (setting.matches()) {
        boolean forEsp = setting.group(1).startsWith("esp");
        Integer before = settings.putIfAbsent(forEsp, i + 1);
        if (before != null) {
          problems.at(
              i + 1,
              setting.group(1)
                  + " is set a second time, first in line "
                  + before
                  + ": give the lines of one connection");
        }
        take(setting.group(2), i + 1, forEsp);
      }
    }
    for (int i = 0; settings.isEmpty() && i < lines.length; i++) {
      take(withoutComment(lines[i]), i + 1, false);
    }
    if (ike.isEmpty() && !ownList && problems.isEmpty()) {
      problems.add("there are no proposals for IKE, as aes256-sha256-modp2048");
    }
    return problems.isEmpty()
        ? Optional.of(new Policy("proposals of strongSwan", ike, !ownList, esp, remarks))
        : Optional.empty();
  }

  private static String withoutComment(String line) {
    int hash = line.indexOf('#');
    return hash < 0 ? line : line.substring(0, hash);
  }

  private void take(String proposals, int line, boolean forEsp) {
    for (String text : proposals.split("[,\\s]+", -1)) {
      String proposal = text.strip().toLowerCase(Locale.ROOT).replaceAll("!$", "");
      if (proposal.equals(DEFAULT)) {
        ownList |= !forEsp;
        remarks.add(
            "\"default\": strongSwan's own list, another one in each version, is not judged");
      } else if (ike.size() + esp.size() >= MOST) {
        problems.at(line, "more than " + MOST + " proposals");
        return;
      } else if (!proposal.isEmpty()) {
        takeOne(proposal, line, forEsp);
      }
    }
  }

  private void takeOne(String proposal, int line, boolean forEsp) {
    Map<Integer, List<Transform>> parts = new HashMap<>();
    boolean known = true;
    for (String word : proposal.split("-", -1)) {
      Optional<Transform> found = StrongSwanWords.find(word);
      if (found.isPresent()) {
        parts.computeIfAbsent(found.get().type(), type -> new ArrayList<>()).add(found.get());
      } else if (!forEsp || !ESN.contains(word)) {
        known = false;
        unknown(line, word);
      }
    }
    if (!known) {
      return;
    }
    Parts sorted = new Parts(parts);
    Optional<String> wrong = forEsp ? sorted.wrongForEsp() : sorted.wrongForIke();
    if (wrong.isPresent()) {
      problems.at(line, proposal + ": " + wrong.get());
    } else if (forEsp) {
      esp.addAll(sorted.esp());
    } else {
      ike.add(sorted.ike(ike.size() + 1));
    }
  }

  private void unknown(int line, String word) {
    List<String> near = NearestName.of(word, StrongSwanWords.all()).map(List::of).orElse(List.of());
    problems.unknown(
        line,
        "the keyword",
        word,
        near.isEmpty() ? List.of("aes256", "sha256", "modp2048 and more") : near);
  }

  /** The algorithms of one proposal, by their type. */
  private record Parts(Map<Integer, List<Transform>> all) {
    private List<Transform> of(int type) {
      return all.getOrDefault(type, List.of());
    }

    private boolean isCombined() {
      return of(Transform.ENCRYPTION).stream().anyMatch(Transform::isCombined);
    }

    private Optional<String> wrongForEsp() {
      if (of(Transform.ENCRYPTION).isEmpty()) {
        return Optional.of("there is no encryption algorithm, as aes256");
      }
      if (isCombined() && of(Transform.ENCRYPTION).stream().anyMatch(t -> !t.isCombined())) {
        return Optional.of("GCM and CBC need a proposal each");
      }
      return Optional.empty();
    }

    private Optional<String> wrongForIke() {
      if (wrongForEsp().isPresent()) {
        return wrongForEsp();
      }
      if (of(Transform.KEY_EXCHANGE).isEmpty()) {
        return Optional.of("there is no group, as modp2048");
      }
      if (isCombined() && of(Transform.PRF).isEmpty() && of(Transform.INTEGRITY).isEmpty()) {
        return Optional.of("with GCM a PRF is needed, as prfsha256");
      }
      if (!isCombined() && of(Transform.INTEGRITY).isEmpty()) {
        return Optional.of("there is no integrity algorithm, as sha256");
      }
      return Optional.empty();
    }

    private Proposal ike(int number) {
      List<Transform> transforms = new ArrayList<>(of(Transform.ENCRYPTION));
      if (!isCombined()) { // strongSwan takes only the PRF of it then
        transforms.addAll(of(Transform.INTEGRITY));
      }
      transforms.addAll(of(Transform.PRF).isEmpty() ? prfsOfIntegrity() : of(Transform.PRF));
      transforms.addAll(of(Transform.KEY_EXCHANGE));
      return new Proposal(number, Proposal.IKE, Octets.of(), transforms);
    }

    /** What strongSwan takes where a proposal names none. */
    private List<Transform> prfsOfIntegrity() {
      return of(Transform.INTEGRITY).stream()
          .map(integrity -> Transform.parse(prfOf(integrity.describe())))
          .distinct()
          .toList();
    }

    private static String prfOf(String integrity) {
      return integrity.equals("AES_XCBC_96")
          ? "PRF_AES128_XCBC"
          : "PRF_" + integrity.substring(0, integrity.lastIndexOf('_'));
    }

    private List<Policy.Esp> esp() {
      List<String> groups = of(Transform.KEY_EXCHANGE).stream().map(Transform::describe).toList();
      List<Policy.Esp> esp = new ArrayList<>();
      for (Transform encryption : of(Transform.ENCRYPTION)) {
        if (encryption.isCombined() || of(Transform.INTEGRITY).isEmpty()) {
          esp.add(new Policy.Esp(encryption.describe(), groups));
          continue;
        }
        for (Transform integrity : of(Transform.INTEGRITY)) {
          esp.add(new Policy.Esp(encryption.describe() + "/" + integrity.describe(), groups));
        }
      }
      return esp;
    }
  }
}
