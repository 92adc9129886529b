package org.ikelb.acceptance.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the test class a {@link Lab} of its own as constructor parameter. Where no lab can be built
 * the class is skipped, with a banner that says what is missing; with {@code CI=true} in the
 * environment it fails instead.
 *
 * <p>What failed runs once more, but not if an assertion was untrue.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("lab")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LabExtension.class)
public @interface LabTest {}
