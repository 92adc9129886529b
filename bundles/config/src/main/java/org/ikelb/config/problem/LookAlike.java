package org.ikelb.config.problem;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells names apart that look the same: with Cyrillic or Greek letters in place of Latin ones, or
 * with an accent as a character of its own.
 *
 * <p>Stateless and thread-safe.
 */
public final class LookAlike {
  private static final String FOREIGN = "АВЕЅІЈКМНОРСТХУаеѕіјорсухԁһԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινρ";
  private static final String LATIN = "ABESIJKMHOPCTXYaesijopcyxdhqw" + "ABEZHIKMNOPTYXoivp";

  private LookAlike() {}

  /** What a name looks like: equal for names that cannot be told apart. */
  public static String shape(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .codePoints()
        .map(LookAlike::shape)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static int shape(int letter) {
    int index = FOREIGN.indexOf(letter);
    return index < 0 ? letter : LATIN.charAt(index);
  }

  /**
   * The first letter that is not of the alphabet which a name's other letters are of, for people;
   * empty if it is of one alphabet. Those that are written side by side, as Latin and Han are, are
   * none of this business.
   */
  public static Optional<String> oddLetter(String name) {
    boolean latin = name.codePoints().anyMatch(letter -> is(letter, UnicodeScript.LATIN));
    return latin
        ? name.codePoints()
            .filter(letter -> is(letter, UnicodeScript.CYRILLIC) || is(letter, UnicodeScript.GREEK))
            .mapToObj(LookAlike::inWords)
            .findFirst()
        : Optional.empty();
  }

  /** {@code the Cyrillic letter "р" (U+0440)}. */
  private static String inWords(int letter) {
    String script = UnicodeScript.of(letter).name().toLowerCase(Locale.ROOT);
    return "the %s%s letter \"%s\" (U+%04X)"
        .formatted(
            script.substring(0, 1).toUpperCase(Locale.ROOT),
            script.substring(1),
            Character.toString(letter),
            letter);
  }

  private static boolean is(int letter, UnicodeScript script) {
    return UnicodeScript.of(letter) == script;
  }
}
