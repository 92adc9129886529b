package org.ikelb.core.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.slf4j.event.Level;

/** Declares a kind of event on its record. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventKind {
  /** The value of {@code event=}. */
  String name();

  /** The EventAdmin topic below {@code org/ikelb/}. */
  String topic();

  Level level() default Level.INFO;

  /** What has happened: a sentence. */
  String help();

  /** Declares a key on a component of the record; it is named as the component, in snake_case. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.RECORD_COMPONENT)
  @interface Key {
    /** What the value says. */
    String value();

    /** What it is measured in; empty: nothing. */
    String unit() default "";
  }
}
