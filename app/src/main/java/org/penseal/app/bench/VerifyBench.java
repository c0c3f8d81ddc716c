// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.penseal.app.Station;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Rounds;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.Report;

/** Verifies the file of one case again and again in one process. */
final class VerifyBench {
  private VerifyBench() {}

  static List<Figure> run(Station station, Path folder, int rounds) throws Exception {
    CaseBench cases = new CaseBench(station, folder);
    Path signed = cases.one(cases.document());
    Verification verification =
        new Verification(
            station.demoTrust().store(),
            Optional.<InkKeys>empty(),
            station.services().clock().instant());
    Rounds verifying = new Rounds();
    for (int i = 0; i < 2 * rounds; i++) {
      if (i == rounds) {
        verifying.forget();
      }
      verifying.measure(() -> valid(verification.of(signed, Optional.empty())));
    }
    return List.of(
        new Figure("verification, processor", verifying.cpuMs(), "ms"),
        new Figure("verification, clock", verifying.wallMs(), "ms"));
  }

  private static void valid(VerifiedFile verified) {
    if (verified.verdict() != Report.Verdict.VALID) {
      throw new IllegalStateException("the signed file does not verify");
    }
  }
}
