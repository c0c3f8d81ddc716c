// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * A test of whole cases, from the consent to the archive, on the command line, in the window or
 * step by step; {@code ./check --fast} leaves it out.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("slow")
@Tag("whole-case")
public @interface WholeCase {}
