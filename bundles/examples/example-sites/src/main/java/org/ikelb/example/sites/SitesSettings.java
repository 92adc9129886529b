package org.ikelb.example.sites;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ikelb.spi.Prefix;
import org.ikelb.spi.Setting;

/**
 * Which site is where. A client belongs to the site with the longest prefix that it is in.
 *
 * @param sites in any order
 */
record SitesSettings(@Setting(help = "The sites, or tenants.") List<Site> sites) {

  /** A site or tenant. */
  record Site(
      @Setting(help = "Its name, for logs and session views.") String name,
      @Setting(help = "Where its clients come from.") List<Prefix> prefixes,
      @Setting(help = "Gateways of the pool that serve it, most wanted first.")
          List<String> gateways) {
    Site {
      if (prefixes.isEmpty() || gateways.isEmpty()) {
        throw new IllegalArgumentException("a site needs prefixes and gateways");
      }
    }
  }

  SitesSettings {
    Set<String> names = new HashSet<>();
    for (Site site : sites) {
      if (!names.add(site.name())) { // they would share a key, and so a gateway
        throw new IllegalArgumentException("site \"" + site.name() + "\" is there twice");
      }
    }
    List<Prefix> all = sites.stream().flatMap(site -> site.prefixes().stream()).toList();
    all.stream()
        .filter(prefix -> all.indexOf(prefix) != all.lastIndexOf(prefix))
        .findFirst()
        .ifPresent(
            twice -> {
              throw new IllegalArgumentException("prefix \"" + twice + "\" is there twice");
            });
  }
}
