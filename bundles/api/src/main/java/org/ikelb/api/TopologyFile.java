package org.ikelb.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.topology.Topology;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads topology files. Changes nothing that runs.
 *
 * <p>Thread-safe; blocks for the file.
 */
@ProviderType
public interface TopologyFile {
  /** The file that {@code ikelb run} starts with and {@code ikelb config apply} applies. */
  Path location();

  /**
   * Reads and checks a file.
   *
   * @param use what the topology is for
   * @throws IOException if it cannot be read at all
   */
  Reading read(Path file, Use use) throws IOException;

  /**
   * Checks a text that is in no file yet.
   *
   * @param name stands for the file in problems
   */
  Reading check(String name, String text, Use use);

  /**
   * What a topology is read for. Whoever checks one, or shows what it would do, reads it for {@link
   * #RUN}: there is no other set of rules for that.
   */
  enum Use {
    /** To be exported: what another product can do, and ikelb cannot yet, is no problem. */
    EXPORT,
    /** To be run: refuses what cannot take effect. Every plugin must be there. */
    RUN,
    /** To start with: as RUN, but a plugin that is not there yet is no problem. */
    START
  }

  /**
   * The outcome of reading a file.
   *
   * @param text the file's text
   * @param topology present if there is no problem
   * @param problems all that is wrong, in the order of the file
   * @param warnings what is valid, and cannot be meant so, in the order of the file
   */
  record Reading(
      String text, Optional<Topology> topology, List<Problem> problems, List<Problem> warnings) {
    public Reading {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Something wrong, or odd, in a topology file.
   *
   * @param file the file as named by the user
   * @param line from 1
   * @param column from 1, in characters
   * @param key where in the document, {@code pools.vpn.gateways.vpn1.weight}; empty: the document
   * @param rule what is wrong, what the rule is, and the nearest valid name where there is one
   */
  record Problem(String file, int line, int column, String key, String rule) {
    /** {@code conf/ikelb.json:7:60 pools.vpn.metod: unknown key; did you mean "method"?} */
    @Override
    public String toString() {
      return file + ":" + line + ":" + column + " " + (key.isEmpty() ? "" : key + ": ") + rule;
    }
  }
}
