package org.ikelb.baseline;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The recorded API of one package, and the rules by which it may change.
 *
 * @param name the package
 * @param version its version, {@code 1.0.0}
 * @param lines what {@link ApiDump} wrote
 */
record Baseline(String name, String version, SortedSet<String> lines) {

  /** How much of a plugin's world a change breaks. */
  enum Change {
    NONE,
    /** Plugins that were compiled before go on working. */
    ADDITION,
    /** Some do not. */
    BREAKING
  }

  /**
   * What is against this new state of the package; empty: nothing.
   *
   * @param changelog the section "Plugin API" of the changelog
   */
  List<String> objections(Baseline now, String changelog) {
    TreeSet<String> gone = new TreeSet<>(lines);
    gone.removeAll(now.lines);
    TreeSet<String> added = new TreeSet<>(now.lines);
    added.removeAll(lines);
    TreeSet<String> demanding = new TreeSet<>(added);
    demanding.removeIf(line -> !demandsMore(line));
    Change change = change(gone, added, demanding);
    if (change == Change.NONE) {
      return List.of();
    }
    List<String> objections = new ArrayList<>();
    String wanted = wantedVersion(change);
    if (isBelow(now.version, wanted)) {
      objections.add(
          name
              + ": @Version in package-info.java must be at least "
              + wanted
              + ", is "
              + now.version);
    }
    if (!changelog.contains(name + "` " + now.version)) {
      objections.add(
          name + ": CHANGELOG.md, \"Plugin API\", has no entry with `" + name + "` " + now.version);
    }
    if (!objections.isEmpty()) {
      gone.forEach(line -> objections.add("  breaking, gone: " + line));
      demanding.forEach(line -> objections.add("  breaking, plugins lack it: " + line));
      added.removeAll(demanding);
      added.forEach(line -> objections.add("  added: " + line));
    }
    return objections;
  }

  private static Change change(
      SortedSet<String> gone, SortedSet<String> added, SortedSet<String> demanding) {
    if (!gone.isEmpty() || !demanding.isEmpty()) {
      return Change.BREAKING;
    }
    return added.isEmpty() ? Change.NONE : Change.ADDITION;
  }

  /** A new abstract method of a type that is there already, and that plugins implement. */
  private boolean demandsMore(String line) {
    String type = line.substring(0, line.indexOf(' '));
    return line.startsWith(type + " abstract ")
        && lines.stream()
            .anyMatch(old -> old.startsWith(type + " type ") && !old.contains(" made by ikelb"));
  }

  private String wantedVersion(Change change) {
    String[] parts = version.split("\\.", -1);
    int major = Integer.parseInt(parts[0]);
    return change == Change.BREAKING
        ? (major + 1) + ".0.0"
        : major + "." + (Integer.parseInt(parts[1]) + 1) + ".0";
  }

  private static boolean isBelow(String version, String wanted) {
    String[] left = version.split("\\.", -1);
    String[] right = wanted.split("\\.", -1);
    for (int i = 0; i < 3; i++) {
      int compared = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
      if (compared != 0) {
        return compared < 0;
      }
    }
    return false;
  }
}
