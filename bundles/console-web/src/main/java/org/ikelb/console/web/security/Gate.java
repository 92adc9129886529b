package org.ikelb.console.web.security;

import static org.osgi.service.component.annotations.ReferenceCardinality.OPTIONAL;
import static org.osgi.service.component.annotations.ReferencePolicy.DYNAMIC;
import static org.osgi.service.component.annotations.ReferencePolicyOption.GREEDY;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.webconsole.spi.SecurityProvider;
import org.ikelb.api.BundleCost;
import org.ikelb.api.Caller;
import org.ikelb.api.Role;
import org.ikelb.api.audit.AuditTrail;
import org.ikelb.api.log.LogText;
import org.ikelb.api.log.Seldom;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every request to the Web Console passes: no state changes for other sites' pages, a login,
 * and the role that the request needs. The console asks it before any of its pages, and stays
 * closed without it (framework property {@code felix.webconsole.security.providers}).
 *
 * <p>Thread-safe.
 */
@Component(
    service = SecurityProvider.class,
    immediate = true,
    property = SecurityProvider.PROPERTY_ID + "=ikelb")
public final class Gate implements SecurityProvider {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String FIRST_PAGE = "ikelb";
  private static final String LOGIN = "login";
  private static final String STATIC_FILES = "/res/";

  /** The framework property with further own origins. */
  private static final String ORIGINS = "ikelb.console.origins";

  /**
   * For Felix's pages, whose code stands partly in the documents: at least it comes from nowhere
   * else, and sends nothing elsewhere. ikelb's own pages set a stricter one.
   */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline';"
          + " connect-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private final Accounts accounts;
  private final Set<String> origins;
  private final LoginThrottle throttle = new LoginThrottle();
  private final Seldom foreign = new Seldom();
  private final LongSupplier nanos;
  private final AuditTrail audit;
  private final SecondWord secondWord = new SecondWord(() -> this.costs);

  @Reference(cardinality = OPTIONAL, policy = DYNAMIC, policyOption = GREEDY)
  volatile @Nullable BundleCost costs;

  @Activate
  public Gate(BundleContext context, @Reference AuditTrail audit) {
    this(
        Path.of(context.getProperty("ikelb.state")),
        origins(Objects.requireNonNullElse(context.getProperty(ORIGINS), "")),
        new SecureRandom(),
        System::nanoTime,
        audit);
  }

  /**
   * The same without a framework.
   *
   * @param origins under which browsers see the console, beside its own address
   */
  Gate(Path state, Set<String> origins, SecureRandom random, LongSupplier nanos, AuditTrail audit) {
    this.audit = audit;
    this.origins = Set.copyOf(origins);
    PasswordFile admin = new PasswordFile(state.resolve("console.password"));
    this.accounts = new Accounts(admin, new UserFile(state.resolve("console.users")), random);
    this.nanos = nanos;
    try {
      if (admin.createIfAbsent(random)) {
        LOG.info("event=console-password-made user=admin file={}", admin.location());
      }
    } catch (IOException e) {
      LOG.error(
          "event=console-password-not-made file={} problem=\"{}\"", admin.location(), e.toString());
    }
  }

  /** {@code https://a.example, https://b.example:8443/}. */
  static Set<String> origins(String text) {
    return Stream.of(text.split("[,\\s]+", -1))
        .map(origin -> origin.replaceFirst("/+$", ""))
        .filter(origin -> !origin.isEmpty())
        .collect(Collectors.toSet());
  }

  /** Who sends this request; or null, then it has been answered. */
  @Override
  public @Nullable Object authenticate(HttpServletRequest request, HttpServletResponse response) {
    try {
      return admit(request, response).orElse(null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Caller> admit(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    harden(response);
    boolean reading = Rights.isReading(request.getMethod());
    if (!reading && origin(request).isForeign()) {
      sayForeign(request);
      return refuse(response, 403, "another site sent this request");
    }
    Optional<Caller> user = logIn(request, response);
    String path = Optional.ofNullable(request.getPathInfo()).orElse("/");
    if (!path.startsWith(STATIC_FILES)) {
      response.setHeader("Cache-Control", "no-store");
    }
    if (user.isPresent() && reading && path.length() <= 1) {
      response.sendRedirect(request.getContextPath() + request.getServletPath() + "/" + FIRST_PAGE);
      return Optional.empty();
    }
    Role needed = Rights.needed(request.getMethod(), path);
    if (user.isPresent() && !user.get().role().includes(needed)) {
      String has = "you have the role " + user.get().role().word();
      String needs = "this needs " + needed.word();
      audit.note(user.get(), PageRequest.words(request), "refused: " + needs);
      return refuse(response, 403, has + ", " + needs);
    }
    if (user.isPresent() && PageRequest.changesSomething(request)) {
      Optional<String> question =
          secondWord.question(PageRequest.wish(user.get(), request), nanos.getAsLong());
      if (question.isPresent()) {
        audit.note(user.get(), PageRequest.words(request), "asked once more");
        return refuse(response, 409, question.get());
      }
      audit.note(user.get(), PageRequest.words(request), "let through");
    }
    return user;
  }

  /** Whoever has a page open can make it send them as fast as it likes. */
  private void sayForeign(HttpServletRequest request) {
    foreign
        .count(nanos.getAsLong())
        .ifPresent(
            count ->
                LOG.warn(
                    "event=console-foreign-request client={} origin={} count={}",
                    request.getRemoteAddr(),
                    LogText.of(request.getHeader("Origin")),
                    count));
  }

  private Optional<Caller> logIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<Credentials> credentials = Credentials.of(request.getHeader("Authorization"));
    if (credentials.isEmpty()) {
      return challenge(response, "log in");
    }
    String client = request.getRemoteAddr();
    String from = "web " + client;
    Optional<Caller> known = accounts.remembered(credentials.get());
    if (known.isPresent()) {
      return known.map(caller -> caller.seen(from));
    }
    String name = credentials.get().name();
    Attempt attempt = attempt(client, credentials.get());
    if (!attempt.pause().isZero()) {
      response.setHeader("Retry-After", String.valueOf(attempt.pause().toSeconds() + 1));
      return refuse(response, 429, "too many failed logins; try again later");
    }
    if (attempt.user().isPresent()) {
      return attempt.user().map(caller -> caller.seen(from));
    }
    LOG.warn("event=console-login-failed client={} user={}", client, LogText.of(name));
    audit.noteStranger(LogText.of(name), from, LOGIN, "refused: unknown name or wrong password");
    return challenge(response, "unknown name or wrong password");
  }

  /**
   * What an attempt came to.
   *
   * @param pause how long to wait before the next one; not zero: nothing was tried
   */
  private record Attempt(Optional<Caller> user, Duration pause) {}

  /**
   * One at a time: to check a password has a core for a while, on purpose, and the tunnels need the
   * others. So who sends many at once has no more tries than who sends them one after the other.
   */
  private synchronized Attempt attempt(String client, Credentials credentials) {
    Optional<Caller> meanwhile = accounts.remembered(credentials);
    if (meanwhile.isPresent()) { // a browser asks for several things at once
      return new Attempt(meanwhile, Duration.ZERO);
    }
    Duration wait = throttle.wait(client, credentials.name(), nanos.getAsLong());
    if (!wait.isZero()) {
      return new Attempt(Optional.empty(), wait);
    }
    Optional<Caller> user = accounts.check(credentials);
    if (user.isEmpty()) {
      throttle.failed(client, credentials.name(), nanos.getAsLong());
    }
    user.ifPresent(caller -> audit.note(caller.seen("web " + client), LOGIN, "done"));
    return new Attempt(user, Duration.ZERO);
  }

  private Origin origin(HttpServletRequest request) {
    Set<String> own = new HashSet<>(origins);
    own.add(request.getScheme() + "://" + request.getHeader("Host"));
    return new Origin(
        Optional.ofNullable(request.getHeader("Sec-Fetch-Site")),
        Optional.ofNullable(request.getHeader("Origin")),
        own);
  }

  /** For all pages, the standard ones too: no frames, nothing from elsewhere. */
  private static void harden(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", CONTENT_POLICY);
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  }

  private static Optional<Caller> challenge(HttpServletResponse response, String text)
      throws IOException {
    response.setHeader("WWW-Authenticate", "Basic realm=\"ikelb\", charset=\"UTF-8\"");
    return refuse(response, 401, text);
  }

  private static Optional<Caller> refuse(HttpServletResponse response, int status, String text)
      throws IOException {
    response.setStatus(status);
    response.setHeader("Connection", "close"); // what it has posted is not read
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().println(text);
    response.flushBuffer();
    return Optional.empty();
  }

  /** Asked by pages of other bundles; the role a request needs was checked before. */
  @Override
  public boolean authorize(Object user, String role) {
    return user instanceof Caller known
        && Role.of(role).map(known.role()::includes).orElse(known.role() == Role.ADMIN);
  }

  /** A browser forgets a password only when it is refused. */
  @Override
  public void logout(HttpServletRequest request, HttpServletResponse response) {
    try {
      challenge(response, "logged out");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
