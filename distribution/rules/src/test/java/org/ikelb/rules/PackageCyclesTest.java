package org.ikelb.rules;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages of a bundle depend on each other in one direction. */
class PackageCyclesTest {
  @Test
  void noPackageDependsOnItselfByWayOfOthers() {
    Set<String> found =
        Module.compiled().stream()
            .flatMap(module -> partOfCycles(dependencies(module)))
            .collect(toCollection(TreeSet::new));

    assertEquals("", String.join("\n", found), "dependencies in cycles");
  }

  /** The packages of a module, and which of its others each uses. */
  private static Map<String, Set<String>> dependencies(Module module) {
    Map<String, Set<String>> uses = new HashMap<>();
    for (JavaClass type : module.classes()) {
      uses.computeIfAbsent(type.getPackageName(), name -> new HashSet<>())
          .addAll(
              type.getDirectDependenciesFromSelf().stream()
                  .map(Dependency::getTargetClass)
                  .map(JavaClass::getPackageName)
                  .toList());
    }
    uses.forEach((name, used) -> used.remove(name));
    uses.values().forEach(used -> used.retainAll(uses.keySet()));
    return uses;
  }

  private static Stream<String> partOfCycles(Map<String, Set<String>> uses) {
    return uses.keySet().stream()
        .flatMap(
            from ->
                uses.get(from).stream()
                    .filter(to -> reached(to, uses).contains(from))
                    .map(to -> from + " -> " + to));
  }

  private static Set<String> reached(String from, Map<String, Set<String>> uses) {
    Set<String> reached = new HashSet<>(Set.of(from));
    Set<String> last = reached;
    while (!last.isEmpty()) {
      Set<String> next = new HashSet<>();
      last.forEach(name -> next.addAll(uses.get(name)));
      next.removeAll(reached);
      reached.addAll(next);
      last = next;
    }
    return reached;
  }

  @Test
  void seesACycle() {
    Map<String, Set<String>> uses =
        Map.of("a", Set.of("b"), "b", Set.of("c"), "c", Set.of("a"), "d", Set.of("a"));

    assertEquals(List.of("a -> b", "b -> c", "c -> a"), partOfCycles(uses).sorted().toList());
  }
}
