package org.ikelb.diagnosis.policy.text;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ikelb.api.Refused;
import org.ikelb.api.diagnosis.PolicyText;
import org.ikelb.ike.Proposal;

/**
 * Reads a policy in whatever form it is. Pure functions; whatever the text is, nothing else is
 * thrown than what is wrong with it.
 */
public final class PolicyReader {
  /**
   * What Windows 10 offers without a custom policy, as seen by strongSwan (2016) and libreswan
   * (2019). Microsoft has no list of it.
   */
  private static final List<Proposal> WINDOWS_DEFAULT =
      Stream.of("DES3", "AES128", "AES192", "AES256", "GCMAES128", "GCMAES256")
          .flatMap(
              encryption ->
                  Stream.of("SHA1", "SHA256", "SHA384")
                      .map(hash -> WindowsSuites.suite(encryption, hash, "Group2")))
          .toList();

  private static final String DEFAULT_REMARK =
      "without a custom policy Windows offers what it likes; Microsoft has no list of it. Taken here"
          + " is what Windows 10 was seen to offer: 3DES, AES and AES-GCM with SHA-1, SHA-256 and"
          + " SHA-384, and group 2 (MODP_1024) alone. Other versions, and the registry value"
          + " NegotiateDH2048_AES256, may change that";

  private PolicyReader() {}

  /**
   * Reads it.
   *
   * @throws Refused with all that is wrong with it, with file and line
   */
  public static Policy read(PolicyText policy) throws Refused {
    Problems problems = new Problems(policy.file());
    Optional<Policy> read = read(policy.text(), problems);
    problems.refuse();
    return read.orElseThrow(
        () -> new Refused(List.of(policy.file() + ": there is no policy in it")));
  }

  private static Optional<Policy> read(String text, Problems problems) {
    String[] lines = text.split("\\R", -1);
    if (text.isBlank()) {
      return Optional.of(windowsDefault("an empty file: Windows' default policy"));
    }
    WindowsValues values = new WindowsValues(problems);
    if (text.stripLeading().startsWith("<")) {
      return ProfileXml.read(text, values, problems)
          ? values.policy("the CryptographySuite of a ProfileXML")
          : Optional.of(windowsDefault("a ProfileXML without CryptographySuite"));
    }
    if (CommandLines.COMMAND.matcher(text).find()) {
      boolean reverted = CommandLines.read(lines, values, problems);
      return reverted && values.isEmpty()
          ? Optional.of(windowsDefault("a command with -RevertToDefault"))
          : values.policy("a command of PowerShell");
    }
    if (Stream.of(lines).anyMatch(PropertyList::isOne)) {
      PropertyList.read(lines, values, problems);
      return values.isEmpty() ? Optional.empty() : values.policy("a custom policy of Windows");
    }
    return new StrongSwanProposals(problems).read(lines);
  }

  private static Policy windowsDefault(String form) {
    return new Policy(form, WINDOWS_DEFAULT, true, List.of(), List.of(DEFAULT_REMARK));
  }
}
