// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.ink;

/** Round steps for axes. */
final class Scale {
  private Scale() {}

  /** 1, 2 or 5 times a power of ten, so that a range has at most so many steps. */
  static double step(double range, int most) {
    double least = Math.max(range, 1e-9) / most;
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (int factor : new int[] {1, 2, 5}) {
      if (factor * power >= least * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** The next whole number of steps. */
  static double up(double value, int most) {
    double step = step(value, most);
    return Math.ceil(value / step - 1e-9) * step;
  }

  /** A number of an axis without needless digits. */
  static String words(double value, double step) {
    int digits = step >= 1 ? 0 : (int) Math.ceil(-Math.log10(step) - 1e-9);
    return String.format(java.util.Locale.ROOT, "%." + digits + "f", value);
  }
}
