// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test in which the program is killed, or goes on after it was; {@code ./check --fast} leaves it
 * out.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("slow")
@Tag("crash")
public @interface Crash {}
