package org.ikelb.acceptance.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Builds the lab of a test class, removes it, and reports what was run. See {@link LabTest}.
 *
 * <p>Failsafe runs what failed in a lab once more: dozens of programs, a kernel and a clock take
 * part. But an assertion that was untrue once is untrue: it fails again without being tried.
 */
final class LabExtension
    implements ExecutionCondition,
        InvocationInterceptor,
        ParameterResolver,
        BeforeTestExecutionCallback,
        AfterTestExecutionCallback,
        TestWatcher {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LabExtension.class);

  /** Untrue assertions by the unique id of the test or class; every run of this JVM's tests. */
  private static final Map<String, Throwable> UNTRUE = new ConcurrentHashMap<>();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    Throwable untrue = UNTRUE.get(context.getUniqueId());
    if (untrue != null) {
      throw new AssertionError("not run again, for it was an assertion that failed", untrue);
    }
    List<String> missing =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(Missing.class, key -> Missing.find(), Missing.class)
            .things();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("a lab can be built");
    }
    if (Boolean.parseBoolean(System.getenv("CI"))) {
      throw new AssertionError("CI=true, so the lab must run\n" + Requirements.banner(missing));
    }
    return ConditionEvaluationResult.disabled("no lab without " + missing);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Lab.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> test = context.getRequiredTestClass();
    Path evidence = Path.of("target", "lab", test.getSimpleName());
    return context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            Lab.class, key -> Lab.build(certificates(context), evidence), Lab.class);
  }

  private static Certificates certificates(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Certificates.class, key -> makeCertificates(), Certificates.class);
  }

  private static Certificates makeCertificates() {
    try {
      Files.createDirectories(Path.of("target"));
      return Certificates.in(Files.createTempDirectory(Path.of("target"), "lab-pki"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    context.getStore(NAMESPACE).put("started", System.nanoTime());
  }

  /** After every test that ikelb took part in, its counters and its log must be in order. */
  @Override
  public void afterTestExecution(ExtensionContext context) {
    Lab lab = context.getStore(NAMESPACE).get(Lab.class, Lab.class);
    if (lab != null && lab.ikelb().runs()) {
      lab.ikelb().mustBeSound();
    }
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    report(context, "passed");
  }

  @Override
  public <T> T interceptTestClassConstructor(
      Invocation<T> invocation,
      ReflectiveInvocationContext<Constructor<T>> constructor,
      ExtensionContext context)
      throws Throwable {
    try {
      return invocation.proceed();
    } catch (Throwable failure) {
      remember(context, failure);
      throw failure;
    }
  }

  private static void remember(ExtensionContext context, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AssertionError) {
        UNTRUE.put(context.getUniqueId(), failure);
      }
    }
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    remember(context, cause);
    Lab lab = context.getStore(NAMESPACE).get(Lab.class, Lab.class);
    if (lab != null && lab.ikelb().runs()) {
      System.out.println(context.getDisplayName() + " failed; ikelb shows:");
      System.out.println(lab.ikelb().shown());
    }
    report(context, "FAILED");
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    report(context, "ABORTED");
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    report(context, "SKIPPED");
  }

  private static void report(ExtensionContext context, String result) {
    Long started = context.getStore(NAMESPACE).get("started", Long.class);
    double seconds = started == null ? 0 : (System.nanoTime() - started) / 1e9;
    context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(LabReport.class, key -> new LabReport(), LabReport.class)
        .add(
            new LabReport.Row(
                context.getRequiredTestClass().getSimpleName(),
                sentence(context.getDisplayName()),
                result,
                seconds));
  }

  /** {@code keepsItsGateway()} as {@code keeps its gateway}. */
  private static String sentence(String name) {
    if (!name.endsWith("()")) {
      return name;
    }
    String words =
        name.replace("()", "").replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ");
    return words.toLowerCase(Locale.ROOT);
  }

  /**
   * What this machine lacks, looked for once a run.
   *
   * @param things see {@link Requirements#missing}
   */
  private record Missing(List<String> things) {
    static Missing find() {
      List<String> missing = Requirements.missing();
      if (!missing.isEmpty()) {
        System.out.println(Requirements.banner(missing));
      }
      return new Missing(missing);
    }
  }
}
