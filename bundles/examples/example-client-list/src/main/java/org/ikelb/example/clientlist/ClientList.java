package org.ikelb.example.clientlist;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ikelb.spi.Prefix;

/**
 * The content of the file. The longest prefix that a client is in decides. A look-up costs one hash
 * for each length that occurs, however long the list is.
 *
 * <p>Immutable and thread-safe.
 */
final class ClientList {
  private final Map<Prefix, Listing> listings;
  private final List<Integer> lengths4;
  private final List<Integer> lengths6;

  private ClientList(Map<Prefix, Listing> listings) {
    this.listings = Map.copyOf(listings);
    this.lengths4 = lengths(listings, 4);
    this.lengths6 = lengths(listings, 16);
  }

  private static List<Integer> lengths(Map<Prefix, Listing> listings, int addressBytes) {
    return listings.keySet().stream()
        .filter(prefix -> prefix.address().getAddress().length == addressBytes)
        .map(Prefix::length)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /**
   * Reads the lines of a file.
   *
   * @throws IllegalArgumentException with the number of the first line that is wrong
   */
  static ClientList of(List<String> lines) {
    Map<Prefix, Listing> listings = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("#.*", "").strip();
      if (line.isEmpty()) {
        continue;
      }
      try {
        String[] words = line.split("\\s+", -1);
        if (words.length != 2) {
          throw new IllegalArgumentException("a line is \"allow PREFIX\" or \"block PREFIX\"");
        }
        listings.put(Prefix.parse(words[1]), Listing.valueOf(words[0].toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "line " + (i + 1) + ", \"" + line + "\": " + e.getMessage(), e);
      }
    }
    return new ClientList(listings);
  }

  /** What the list says of a client. */
  Listing of(InetAddress client, Listing otherwise) {
    for (int length : client.getAddress().length == 4 ? lengths4 : lengths6) {
      Listing listing = listings.get(Prefix.of(client, length));
      if (listing != null) {
        return listing;
      }
    }
    return otherwise;
  }

  int size() {
    return listings.size();
  }
}
