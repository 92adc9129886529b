package org.ikelb.rules;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Threads are those of the table of {@code docs/architecture.md}, each with a name of its own. */
class ThreadsTest {
  private static final Pattern NAME = Pattern.compile("\"((?:ikelb|demo)(?:-[a-z]+)*-?)\"");

  @Test
  void threadsAreMadeWhereTheTableSays() {
    assertEquals(
        new TreeSet<>(table().stream().map(Row::maker).toList()),
        makers().map(JavaClass::getSimpleName).collect(toCollection(TreeSet::new)),
        "docs/architecture.md: said, found");
  }

  @Test
  void threadsHaveTheNamesThatTheTableSays() {
    Set<String> said = new TreeSet<>();
    table().forEach(row -> row.names().forEach(name -> said.add(row.maker() + " " + name)));
    Set<String> found = new TreeSet<>();
    makers()
        .map(JavaClass::getSimpleName)
        .forEach(maker -> names(maker).forEach(name -> found.add(maker + " " + name)));

    assertEquals(said, found, "docs/architecture.md: said, found");
  }

  /** Without a factory, threads would be called pool-1-thread-1. */
  @Test
  void noExecutorNamesItsThreadsItself() {
    List<String> unnamed =
        types()
            .flatMap(type -> type.getMethodCallsFromSelf().stream())
            .filter(call -> call.getTargetOwner().isEquivalentTo(Executors.class))
            .filter(
                call ->
                    call.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(ThreadFactory.class)))
            .map(Object::toString)
            .toList();

    assertEquals(List.of(), unnamed);
  }

  /**
   * Threads of one class.
   *
   * @param names without what is different in each: {@code ikelb-loop-}
   */
  private record Row(List<String> names, String maker) {}

  private static List<Row> table() {
    return Table.ofArchitecture("thread").rows().stream()
        .filter(cells -> !Table.code(cells.get(1)).isEmpty())
        .map(
            cells ->
                new Row(
                    Table.code(cells.get(0)).stream()
                        .map(name -> name.replaceAll("[A-Z]+$", ""))
                        .toList(),
                    Table.code(cells.get(1)).get(0)))
        .toList();
  }

  private static Stream<JavaClass> types() {
    return Module.bundles().stream().flatMap(module -> module.classes().stream());
  }

  private static Stream<JavaClass> makers() {
    return types()
        .filter(type -> type.getCodeUnits().stream().anyMatch(ThreadsTest::makesAThread))
        .map(ThreadsTest::outermost)
        .distinct();
  }

  private static boolean makesAThread(JavaCodeUnit unit) {
    return Stream.concat(
            unit.getConstructorCallsFromSelf().stream().map(JavaConstructorCall::getTargetOwner),
            unit.getConstructorReferencesFromSelf().stream().map(call -> call.getTargetOwner()))
        .filter(made -> !made.getPackageName().startsWith("org.ikelb"))
        .map(JavaClass::getSimpleName)
        .anyMatch(name -> name.endsWith("Thread") || name.equals("Timer"));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ThreadsTest::outermost).orElse(type);
  }

  private static List<String> names(String maker) {
    Path file =
        Module.bundles().stream()
            .flatMap(module -> module.files().stream())
            .filter(path -> path.endsWith(maker + ".java"))
            .findFirst()
            .orElseThrow();
    try {
      return NAME.matcher(Files.readString(file)).results().map(match -> match.group(1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
