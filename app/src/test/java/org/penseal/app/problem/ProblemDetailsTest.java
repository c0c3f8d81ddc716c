// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penseal.pad.PadException;

class ProblemDetailsTest {
  @Test
  void hasCodeAndStackButNoForeignMessage() {
    PadException.Gone gone =
        new PadException.Gone("hid:", new IllegalStateException("李娜 of a foreign library"));
    String details = ProblemDetails.of(gone, "PenSeal 0");
    assertTrue(details.contains("code pad-gone"));
    assertTrue(details.contains("hasCodeAndStackButNoForeignMessage"));
    assertTrue(details.contains("IllegalStateException"));
    assertFalse(details.contains("李娜"));
  }
}
