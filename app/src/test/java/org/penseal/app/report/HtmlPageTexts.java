// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.time.Instant;
import java.time.ZoneOffset;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Station;

/** The English page of a file's report, for tests of what it says. */
public final class HtmlPageTexts {
  private HtmlPageTexts() {}

  public static String html(VerifiedFile file) throws Exception {
    return new ReportFile(Texts.of("en", ZoneOffset.UTC), Instant.EPOCH, Station.SOFTWARE)
        .html(file);
  }
}
