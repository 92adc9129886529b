package org.ikelb.console.web.security;

import java.util.Optional;
import java.util.Set;

/**
 * Where a request was made, as the browser says. A page of somebody else can make a browser send a
 * request with the password that the browser remembers, but cannot forge these headers.
 *
 * @param secFetchSite the header Sec-Fetch-Site; of all current browsers
 * @param origin the header Origin; of any browser that sends a form or a script's POST
 * @param own scheme, host and port that the request was sent to, {@code http://127.0.0.1:8500}, and
 *     those that a browser sees where something in between ends TLS
 */
record Origin(Optional<String> secFetchSite, Optional<String> origin, Set<String> own) {
  /** "none": the user typed the address or opened a bookmark. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  /** Whether another site made it; programs that are no browsers send neither header. */
  boolean isForeign() {
    return !secFetchSite.map(OWN_SITES::contains).orElse(true)
        || !origin.map(this::isOwn).orElse(true);
  }

  private boolean isOwn(String from) {
    return own.stream().anyMatch(from::equalsIgnoreCase);
  }
}
