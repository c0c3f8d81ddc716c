// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects hazards, each once, and not without end. */
final class HazardList {
  private static final int MOST = 200;

  private static final Comparator<Hazard> ORDER =
      Comparator.comparingInt(Hazard::page)
          .thenComparing(Hazard::kind)
          .thenComparing(Hazard::detail);

  private final Set<Hazard> found = new LinkedHashSet<>();

  void add(Hazard.Kind kind, int page, String detail) {
    if (found.size() < MOST) {
      found.add(new Hazard(kind, page, detail));
    }
  }

  /** By page, and on a page by kind. */
  List<Hazard> sorted() {
    return found.stream().sorted(ORDER).toList();
  }
}
