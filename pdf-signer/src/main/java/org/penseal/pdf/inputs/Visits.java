// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

/** How many more values may be looked at, so that a small file cannot keep the machine busy. */
final class Visits {
  private long left;

  Visits(long most) {
    this.left = most;
  }

  void take() {
    if (--left < 0) {
      throw new Exhausted();
    }
  }
}
