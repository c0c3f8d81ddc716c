// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.workplace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Asks on the terminal for what a workplace file is to say.
 *
 * @param terminal asks one question by its key and gives what was typed
 */
record Questions(UnaryOperator<@Nullable String> terminal) {
  /** What was answered; null for nothing. */
  @Nullable String one(String what) {
    String typed = terminal.apply(what);
    return typed == null || typed.isBlank() ? null : typed.strip();
  }

  /** The same, only where something else was answered before. */
  @Nullable String one(String what, @Nullable String before) {
    return before == null ? null : one(what);
  }

  /** Asks again until nothing more is answered. */
  List<String> several(String what) {
    List<String> all = new ArrayList<>();
    for (String typed = one(what); typed != null; typed = one(what)) {
      all.add(typed);
    }
    return all;
  }
}
