package org.ikelb.console.web.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import org.ikelb.api.Caller;

/**
 * A request to a page, for the audit trail: {@code POST /bundles/12 action=stop}. Values other than
 * the action are left out: they may be secrets.
 *
 * <p>Pure functions.
 */
final class PageRequest {
  private static final String ACTION = "action";
  private static final int MOST_NAMES = 10;

  /** These tell the trail themselves, or change nothing. */
  private static final List<String> TOLD_ELSEWHERE = List.of("/ikelb/", "/logs", "/logout");

  private PageRequest() {}

  static boolean changesSomething(HttpServletRequest request) {
    String path = path(request);
    return !Rights.isReading(request.getMethod())
        && TOLD_ELSEWHERE.stream().noneMatch(path::startsWith);
  }

  static SecondWord.Wish wish(Caller user, HttpServletRequest request) {
    String action =
        Optional.ofNullable(request.getParameter(ACTION)).orElseGet(() -> shutdown(request));
    return new SecondWord.Wish(user.name(), path(request), action);
  }

  /** {@code Stop} or {@code Restart}, once the page has counted down. */
  private static String shutdown(HttpServletRequest request) {
    return request.getParameter("shutdown_timer") == null
        ? Optional.ofNullable(request.getParameter("shutdown_type")).orElse("")
        : "";
  }

  static String words(HttpServletRequest request) {
    List<String> words = new ArrayList<>(List.of(request.getMethod(), path(request)));
    Optional.ofNullable(request.getParameter(ACTION)).ifPresent(it -> words.add("action=" + it));
    Enumeration<String> names = request.getParameterNames();
    while (names.hasMoreElements() && words.size() < MOST_NAMES) {
      String name = names.nextElement();
      if (!name.equals(ACTION)) {
        words.add(name);
      }
    }
    return String.join(" ", words);
  }

  private static String path(HttpServletRequest request) {
    return Optional.ofNullable(request.getPathInfo()).orElse("/");
  }
}
