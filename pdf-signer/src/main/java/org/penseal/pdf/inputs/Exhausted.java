// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

/** There are more values than are compared; who compares tells it as a doubt. */
public final class Exhausted extends RuntimeException {
  private static final long serialVersionUID = 1;

  Exhausted() {
    super("more values than are compared", null, false, false);
  }
}
