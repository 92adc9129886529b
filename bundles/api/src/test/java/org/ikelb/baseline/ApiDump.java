package org.ikelb.baseline;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the compiled classes of a package promise to plugins: one line a type or member, such as
 * {@code org.ikelb.spi.Key method public java.lang.String toString()}, with what compilers copy
 * into plugins: the values of constants. Annotations of OSGi are not kept at run time, so whether a
 * type is for plugins to implement is read from the class file.
 */
final class ApiDump {
  private ApiDump() {}

  /**
   * The lines of one package, sorted.
   *
   * @param classes the folder that it was compiled into
   */
  static SortedSet<String> of(Path classes, String packageName) throws Exception {
    SortedSet<String> lines = new TreeSet<>();
    try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.equals("package-info.class")) {
          Class<?> type = Class.forName(packageName + "." + name.replace(".class", ""));
          if (isVisible(type)) {
            describe(type, isForImplementers(file), lines);
          }
        }
      }
    }
    return lines;
  }

  private static boolean isVisible(Class<?> type) {
    return Modifier.isPublic(type.getModifiers())
        && (type.getDeclaringClass() == null || isVisible(type.getDeclaringClass()));
  }

  /** The annotation's name stands in the class file's table of constants. */
  private static boolean isForImplementers(Path file) throws IOException {
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    return !content.contains("Lorg/osgi/annotation/versioning/ProviderType;");
  }

  static void describe(Class<?> type, boolean forImplementers, Set<String> lines)
      throws ReflectiveOperationException {
    String name = type.getName();
    lines.add(
        name
            + " type "
            + modifiersOf(type)
            + kind(type, forImplementers)
            + typeParameters(type)
            + supertypes(type));
    for (Method method : type.getDeclaredMethods()) {
      if (isPromised(method) && !method.isSynthetic()) {
        String absent =
            method.getDefaultValue() == null
                ? ""
                : " default " + constant(method.getDefaultValue());
        lines.add(name + " " + role(method) + " " + signature(method) + absent);
      }
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      // Whoever may not make a record does not care what it is made of.
      if (isPromised(constructor) && !(type.isRecord() && !forImplementers)) {
        lines.add(name + " constructor " + signature(constructor));
      }
    }
    for (Field field : type.getDeclaredFields()) {
      if (isPromised(field.getModifiers()) && !field.isSynthetic()) {
        lines.add(
            name
                + " field "
                + modifiers(field.getModifiers())
                + typeName(field.getGenericType())
                + " "
                + field.getName()
                + value(field));
      }
    }
  }

  private static boolean isPromised(Executable executable) {
    return isPromised(executable.getModifiers());
  }

  private static boolean isPromised(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  /** What a compiler may have copied into the classes of a plugin. */
  private static String value(Field field) throws IllegalAccessException {
    int modifiers = field.getModifiers();
    boolean constant =
        Modifier.isStatic(modifiers)
            && Modifier.isFinal(modifiers)
            && (field.getType().isPrimitive() || field.getType() == String.class);
    if (!constant) {
      return "";
    }
    field.setAccessible(true);
    return " = " + constant(field.get(null));
  }

  private static String constant(Object value) {
    return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
  }

  /** Whether one can be made, and extended; of interfaces, records and enums the kind says it. */
  private static String modifiersOf(Class<?> type) {
    return type.isInterface() || type.isRecord() || type.isEnum()
        ? ""
        : modifiers(type.getModifiers() & (Modifier.ABSTRACT | Modifier.FINAL));
  }

  private static String typeParameters(GenericDeclaration declaration) {
    return declaration.getTypeParameters().length == 0
        ? ""
        : Arrays.stream(declaration.getTypeParameters())
            .map(
                parameter ->
                    parameter.getName()
                        + Arrays.stream(parameter.getBounds())
                            .filter(bound -> bound != Object.class)
                            .map(ApiDump::typeName)
                            .reduce((one, other) -> one + " & " + other)
                            .map(bounds -> " extends " + bounds)
                            .orElse(""))
            .collect(joining(", ", "<", ">"));
  }

  private static String kind(Class<?> type, boolean forImplementers) {
    String kind =
        type.isAnnotation()
            ? "annotation"
            : type.isInterface()
                ? "interface"
                : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
    return (type.isSealed() ? "sealed " : "") + kind + (forImplementers ? "" : " made by ikelb");
  }

  /** A method that whoever implements or uses the type must have counts differently. */
  private static String role(Method method) {
    return Modifier.isAbstract(method.getModifiers()) && method.getDefaultValue() == null
        ? "abstract"
        : "method";
  }

  private static String supertypes(Class<?> type) {
    List<Type> all =
        Stream.concat(
                Stream.ofNullable(
                    type.isRecord() || type.isEnum() ? null : type.getGenericSuperclass()),
                Arrays.stream(type.getGenericInterfaces()))
            .filter(parent -> parent != Object.class && parent != Annotation.class)
            .toList();
    return all.isEmpty() ? "" : " of " + all.stream().map(ApiDump::typeName).collect(joining(", "));
  }

  private static String signature(Executable executable) {
    String result =
        executable instanceof Method method ? typeName(method.getGenericReturnType()) + " " : "";
    String parameters = typeParameters(executable);
    return modifiers(executable.getModifiers() & ~Modifier.TRANSIENT & ~Modifier.VOLATILE)
        + (parameters.isEmpty() ? "" : parameters + " ")
        + result
        + (executable instanceof Method ? executable.getName() : "new")
        + Arrays.stream(executable.getGenericParameterTypes())
            .map(ApiDump::typeName)
            .collect(joining(", ", "(", ")"))
        + (executable.getExceptionTypes().length == 0
            ? ""
            : Arrays.stream(executable.getExceptionTypes())
                .map(Class::getName)
                .collect(joining(", ", " throws ", "")));
  }

  private static String modifiers(int modifiers) {
    return Modifier.toString(modifiers & ~Modifier.SYNCHRONIZED & ~Modifier.NATIVE)
        .transform(text -> text.isEmpty() ? "" : text + " ");
  }

  private static String typeName(Type type) {
    return type.getTypeName();
  }
}
