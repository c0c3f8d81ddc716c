// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.text;

import java.time.Instant;
import org.penseal.pdf.Report;

/** When something was signed, in words: a time that nothing proves is told as such. */
public final class TimeWords {
  private TimeWords() {}

  /** The time of a timestamp with who made it; a dash for none. */
  public static String of(Texts texts, Report.Time time) {
    if (time.at() == null) {
      return "-";
    }
    String said = stamped(texts, time);
    return time.ok() ? said + " " + time.tsa() : said;
  }

  /**
   * The time of a signature's timestamp, else the one that the signing computer claims; empty for
   * none.
   */
  public static String of(Texts texts, Report.Signed signed) {
    Instant claimed = signed.signedAt();
    if (signed.time().at() != null) {
      return stamped(texts, signed.time());
    }
    return claimed == null ? "" : texts.get("report.time.claimed", claimed);
  }

  private static String stamped(Texts texts, Report.Time time) {
    String at = time.at() == null ? "" : texts.time(time.at());
    return time.ok() ? at : texts.get("judge.proven.bad", at, time.tsa());
  }
}
