// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.stu;

import java.util.Set;
import org.penseal.pad.protocol.StuReport;

/** In which state an STU pad takes which report: the table of the vendor's SDK. */
final class StuRules {
  private static final Set<Integer> READY_ONLY =
      Set.of(0x0A, 0x13, 0x15, 0x1A, 0x1B, 0x20, 0x22, 0x23, 0x24, 0x25, 0x40, 0x94);
  private static final Set<Integer> IMAGE_ONLY = Set.of(0x26, 0x27);
  private static final Set<Integer> CAPTURE_ONLY = Set.of(0x16);
  private static final Set<Integer> READY_OR_CAPTURE = Set.of(0x2C, 0x93, 0x96, 0x97, 0x9B);
  private static final Set<Integer> GET_READY_OR_CAPTURE = Set.of(0x93, 0x96, 0x98);

  /** The table does not name these: taken for settings that need a pad at rest. */
  private static final Set<Integer> PRESUMED_READY = Set.of(0x0D, 0x0E, 0x2F);

  private StuRules() {}

  /** Whether a report may be set in this state. */
  static boolean maySet(int id, int state) {
    if (READY_ONLY.contains(id) || PRESUMED_READY.contains(id)) {
      return state == StuReport.STATE_READY;
    }
    if (IMAGE_ONLY.contains(id)) {
      return state == StuReport.STATE_IMAGE;
    }
    if (CAPTURE_ONLY.contains(id)) {
      return state == StuReport.STATE_CAPTURE;
    }
    if (READY_OR_CAPTURE.contains(id)) {
      return readyOrCapture(state);
    }
    return id != StuReport.INKING_AREA || state != StuReport.STATE_ROM_BUSY;
  }

  /** Whether a report may be asked for in this state. */
  static boolean mayGet(int id, int state) {
    if (GET_READY_OR_CAPTURE.contains(id)) {
      return readyOrCapture(state);
    }
    return id != StuReport.INKING_AREA || state != StuReport.STATE_ROM_BUSY;
  }

  private static boolean readyOrCapture(int state) {
    return state == StuReport.STATE_READY || state == StuReport.STATE_CAPTURE;
  }
}
