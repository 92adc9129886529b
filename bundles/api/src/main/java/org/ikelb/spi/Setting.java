package org.ikelb.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one setting of a plugin: a component of its settings record. From this one declaration
 * come strict binding, range checks, help and the reference page.
 *
 * <p>Types that can be bound: {@code int}, {@code long}, {@code double}, {@code boolean}, String,
 * {@link java.time.Duration} (written {@code "5s"}, {@code "2m"}, {@code "8h"}), {@link
 * java.net.InetAddress} (a literal), {@link Prefix} ({@code "192.0.2.0/24"}), enums (written in
 * lower case with dashes), nested settings records, and {@code List} or {@code Optional} of these.
 * In the file, {@code prefix4} is written as it is named here.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
  /** What it does, in one sentence for an administrator. */
  String help();

  /** The smallest value allowed, written as in the file; empty: no lower bound. */
  String min() default "";

  /** The largest value allowed, written as in the file; empty: no upper bound. */
  String max() default "";

  /**
   * The value where the file has none, written as in the file. Empty: the setting is required,
   * unless its type is an Optional or a List, which then is empty.
   */
  String defaultValue() default "";
}
