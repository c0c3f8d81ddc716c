// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench.desk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stacks of one thread laid over each other: which calls were seen how often, callers first. */
final class StackTree {
  private static final double LEAST_SHARE = 0.12;
  private static final String OURS = "org.penseal.";

  private final String frame;
  private int count;
  private final Map<String, StackTree> calls = new LinkedHashMap<>();

  private StackTree(String frame) {
    this.frame = frame;
  }

  /**
   * @param stacks each from the outermost call
   */
  static StackTree of(List<List<String>> stacks) {
    StackTree root = new StackTree("");
    for (List<String> stack : stacks) {
      StackTree at = root;
      at.count++;
      for (String frame : stack) {
        at = at.calls.computeIfAbsent(frame, StackTree::new);
        at.count++;
      }
    }
    return root;
  }

  /** A line for each call at which it forks, ends or enters the program's own code. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    write(lines, "  ", count);
    return lines;
  }

  private void write(List<String> lines, String indent, int all) {
    List<StackTree> heavy =
        calls.values().stream()
            .filter(each -> each.count >= all * LEAST_SHARE)
            .sorted(Comparator.comparingInt((StackTree each) -> each.count).reversed())
            .toList();
    boolean told = heavy.size() != 1 || heavy.getFirst().count < count || frame.startsWith(OURS);
    if (told && !frame.isEmpty()) {
      lines.add("%s%3d %% %s".formatted(indent, 100L * count / all, frame));
    }
    for (StackTree each : heavy) {
      each.write(lines, told ? indent + " " : indent, all);
    }
  }
}
