package org.ikelb.exporter.kit;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Gives the objects of an export names that are legal, unique and not too long: ASCII letters,
 * digits, dashes and underscores, beginning with a letter and not ending with a dash. Names that
 * differ in case only count as equal, since not every product tells them apart. Asked in the same
 * order, it gives the same names. A name that had to be changed is a finding.
 *
 * <p>Not thread-safe: one for each export.
 */
public final class LegalNames {
  private final Product product;
  private final int longest;
  private final Findings findings;
  private final Set<String> taken = new HashSet<>();

  /**
   * @param product whose rules these are, for the findings
   * @param longest what the product allows, at least 32
   */
  public LegalNames(Product product, int longest, Findings findings) {
    this.product = product;
    this.longest = longest;
    this.findings = findings;
  }

  /**
   * The name of a new object.
   *
   * @param path where its name stands in {@code ikelb.json}
   * @param prefix legal, begins with a letter: the kind of the object
   * @param name as the administrator wrote it; any text
   * @param suffix legal, or empty: what tells it from others of the same name
   */
  public String of(String path, String prefix, String name, String suffix) {
    return of(path, prefix, "", name, suffix);
  }

  /**
   * The name of a new object that belongs to another: {@code OWNER_NAME}. Where that is too long,
   * the owner's part is cut first, since many objects have the same owner.
   *
   * @param owner as the administrator wrote it; any text; empty: nobody
   */
  public String of(String path, String prefix, String owner, String name, String suffix) {
    String legal = legal(prefix, owner, name, suffix);
    for (int i = 2; !taken.add(legal.toLowerCase(Locale.ROOT)); i++) {
      legal = legal(prefix, owner, name, suffix + "_" + i);
    }
    if (!legal.equals(prefix + owner + (owner.isEmpty() ? "" : "_") + name + suffix)) {
      findings.changed(product.ranges(), path, "It is named " + legal + " on " + product + ".");
    }
    return legal;
  }

  private String legal(String prefix, String owner, String name, String suffix) {
    int room = longest - prefix.length() - suffix.length();
    String own = PlainText.cut(plain(name), room);
    String ofOwner = PlainText.cut(plain(owner), Math.max(0, room - own.length() - 1));
    String legal = prefix + ofOwner + (ofOwner.isEmpty() ? "" : "_") + own + suffix;
    return legal.endsWith("-") ? legal.substring(0, legal.length() - 1) + "_" : legal;
  }

  private static String plain(String name) {
    return PlainText.keep(name, c -> PlainText.isLetterOrDigit(c) || c == '_' || c == '-');
  }
}
