package org.ikelb.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a change of could break a plugin stands in the dump. */
class ApiDumpTest {

  @Retention(RetentionPolicy.RUNTIME)
  @interface Described {
    String help();

    int most() default 7;
  }

  abstract static class Shape<T extends Comparable<T>> {
    public static final String NAME = "shape";
    protected static final long EDGES = 4;
    public final int size = 1;

    protected Shape() {}

    protected abstract T edge();

    public final void turn() {}

    public static <N extends Number & Runnable> N most(List<? extends N> numbers) {
      return numbers.get(0);
    }
  }

  static final class Square {
    public void turn() {}
  }

  private static Set<String> dump(Class<?> type) throws ReflectiveOperationException {
    Set<String> lines = new TreeSet<>();
    ApiDump.describe(type, true, lines);
    Set<String> plain = new TreeSet<>();
    lines.forEach(line -> plain.add(line.replace(ApiDumpTest.class.getName() + "$", "")));
    return plain;
  }

  @Test
  void ofAnAnnotationTheDefaults() throws Exception {
    assertEquals(
        Set.of(
            "Described type annotation",
            "Described method public abstract int most() default 7",
            "Described abstract public abstract java.lang.String help()"),
        dump(Described.class));
  }

  @Test
  void ofAClassConstantsBoundsAndWhatIsFinalOrAbstract() throws Exception {
    assertEquals(
        Set.of(
            "Shape type abstract class<T extends java.lang.Comparable<T>>",
            "Shape constructor protected new()",
            "Shape field public static final java.lang.String NAME = \"shape\"",
            "Shape field protected static final long EDGES = 4",
            "Shape field public final int size",
            "Shape abstract protected abstract T edge()",
            "Shape method public final void turn()",
            "Shape method public static <N extends java.lang.Number & java.lang.Runnable>"
                + " N most(java.util.List<? extends N>)"),
        dump(Shape.class));
  }

  @Test
  void ofAClassThatNobodyCanExtendThatItIsSo() throws Exception {
    assertEquals(
        Set.of("Square type final class", "Square method public void turn()"), dump(Square.class));
  }
}
