// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.stu;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.penseal.pad.PadModel;
import org.penseal.pad.protocol.StuReport;

/**
 * What a simulated STU pad remembers: settings that a soft reset brings back to their defaults, and
 * those of its non-volatile memory, whose writes are counted since they wear it out.
 */
final class StuMemory {
  static final int THRESHOLD_ON = 21;
  static final int THRESHOLD_OFF = 16;

  private static final Set<Integer> NON_VOLATILE =
      Set.of(0x0A, 0x0C, 0x1A, 0x1B, 0x29, 0x2B, 0x2C, 0x2E, 0x2F);

  private final PadModel model;
  private final Map<Integer, byte[]> kept = new HashMap<>();
  private final Map<Integer, Integer> writes = new HashMap<>();

  StuMemory(PadModel model) {
    this.model = model;
    put(StuReport.UID, 0, 0, 0, 0);
    put(0x0C, 1, 0);
    put(0x1A, new int[16]);
    put(0x1B, 0, 0);
    put(StuReport.BACKGROUND, 0xFF, 0xFF);
    put(StuReport.BACKGROUND_24, 0xFF, 0xFF, 0xFF);
    put(StuReport.BRIGHTNESS, 3, 0);
    put(StuReport.CONTRAST, 0, 0);
    put(StuReport.BOOT_SCREEN, 0);
    put(StuReport.REPORT_RATE, model.rateHz());
    reset();
  }

  /** What a soft reset brings back. */
  void reset() {
    int right = model.screenWidthPx() - 1;
    int bottom = model.screenHeightPx() - 1;
    put(StuReport.INKING_MODE, 1);
    put(StuReport.INK_THRESHOLD, THRESHOLD_ON, 0, THRESHOLD_OFF, 0);
    put(StuReport.PEN_COLOUR, 0, 0, 0);
    put(StuReport.PEN_COLOUR_24, 0, 0, 0, 0);
    put(StuReport.INKING_AREA, 0, 0, 0, 0, right, right >> 8, bottom, bottom >> 8);
    put(StuReport.CURRENT_IMAGE_AREA, 0, 0, 0, 0, right, right >> 8, bottom, bottom >> 8);
    put(StuReport.PEN_OPTION_MODE, 0);
    put(StuReport.RENDERING_MODE, 0);
    put(StuReport.OPERATION_MODE, new int[12]);
    put(0x13, new int[16]);
    put(0x14, new int[16]);
  }

  private void put(int id, int... values) {
    byte[] report = new byte[1 + values.length];
    report[0] = (byte) id;
    for (int i = 0; i < values.length; i++) {
      report[1 + i] = (byte) values[i];
    }
    kept.put(id, report);
  }

  /** The report, or nothing when it keeps none of this id. */
  byte[] get(int id) {
    byte[] report = kept.get(id);
    return report == null ? new byte[0] : report.clone();
  }

  /** How often a report of the non-volatile memory was written. */
  int writes(int id) {
    return writes.getOrDefault(id, 0);
  }

  /** Error code for a report that sets something; kept when it is none. */
  int set(byte[] report) {
    int id = report[0] & 0xFF;
    byte[] known = kept.get(id);
    if (known == null) {
      return StuReport.ERROR_WRONG_REPORT;
    }
    if (known.length != report.length || !possible(id, report)) {
      return StuReport.ERROR_BAD_PARAMETER;
    }
    if (NON_VOLATILE.contains(id)) {
      writes.merge(id, 1, Integer::sum);
    }
    kept.put(id, report.clone());
    return StuReport.OK;
  }

  private boolean possible(int id, byte[] report) {
    int first = report[1] & 0xFF;
    return switch (id) {
      case StuReport.INKING_MODE, StuReport.RENDERING_MODE, StuReport.BOOT_SCREEN -> first <= 1;
      case StuReport.PEN_OPTION_MODE -> optionMode(first);
      case StuReport.REPORT_RATE -> first == 150 || first == 200;
      case 0x0C -> first == 1 || first == 2;
      case StuReport.INK_THRESHOLD -> report[2] >= 0 && report[2] <= 3 && report[4] <= 3;
      case StuReport.PEN_COLOUR -> report[3] >= 0 && report[3] <= 3;
      case StuReport.PEN_COLOUR_24 -> report[4] >= 0 && report[4] <= 3;
      case StuReport.BRIGHTNESS -> first <= 3 && report[2] == 0;
      case StuReport.OPERATION_MODE -> first <= 4;
      case StuReport.CURRENT_IMAGE_AREA, 0x14 -> false;
      default -> true;
    };
  }

  private boolean optionMode(int mode) {
    boolean options = model.reports().containsKey(StuReport.PEN_OPTION);
    return mode == 0 || (options && mode <= 2) || (model.countsItself() && mode == 3);
  }
}
