// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.util.List;

/**
 * The report in the order in which it is read.
 *
 * @param language tag of its language, for example {@code zh}
 * @param title what it is
 * @param number what it is called by, in words
 * @param file name of the file it is about
 * @param blocks its contents
 */
public record JudgeReport(
    String language, String title, String number, String file, List<Block> blocks) {
  /** Copies the list. */
  public JudgeReport {
    blocks = List.copyOf(blocks);
  }
}
