// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.chip.commands;

/**
 * One command of a table.
 *
 * @param name as in GM/T 0017, e.g. {@code VerifyPIN}
 * @param cla class, 0..255
 * @param ins instruction, 0..255
 * @param note what is special about it, empty when nothing is
 */
public record ChipCommand(String name, int cla, int ins, String note) {

  /** Checks the ranges. */
  public ChipCommand {
    if (name.isBlank() || (cla & 0xFF) != cla || (ins & 0xFF) != ins) {
      throw new IllegalArgumentException("impossible chip command: " + name);
    }
  }
}
