// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.place.EarlierSignature;
import org.penseal.app.guide.FxThread;
import org.penseal.app.guide.Navigator;
import org.penseal.app.report.ReportFile;
import org.penseal.app.report.browser.BrowserSection;
import org.penseal.app.report.browser.PageBasis;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VerifyFlow;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.Report;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.TrustStore;

/** Verification as the window does it: whom it trusts, what it writes, whom it tells. */
final class Verifying {
  private final Station station;
  private final WindowModels models;

  Verifying(Station station, WindowModels models) {
    this.station = station;
    this.models = models;
  }

  /** Verifies files for the page of the report. */
  VerifyFlow flow(Navigator navigator) {
    return new VerifyFlow(
        models.verify(),
        this::roots,
        station.services().clock(),
        this::writeReport,
        FxThread.EXECUTOR,
        navigator::failed);
  }

  private TrustStore roots() throws SigningException {
    return station.verificationRoots(models.settings().demoDevices().get());
  }

  private void writeReport(VerifiedFile verified, Path target, Texts texts)
      throws SigningException {
    Instant made = station.services().clock().instant();
    ZoneId zone = station.settings().limits().zone();
    PageBasis basis = new PageBasis(roots(), made, Suite.DEFAULT_SM2_ID, null);
    new ReportFile(texts, zone, made, Station.SOFTWARE)
        .with(new BrowserSection(texts, zone, basis))
        .write(verified, target);
  }

  /** The signatures of a file that is opened to be signed. */
  List<EarlierSignature> earlier(Path file, @Nullable String password) throws SigningException {
    Instant now = station.services().clock().instant();
    VerifiedFile verified =
        new Verification(roots(), Optional.empty(), now).of(file, Optional.empty(), password);
    return verified.signatures().stream().map(each -> earlier(each, verified)).toList();
  }

  // Never more than the file as a whole: of one that is invalid, those are invalid that broke it.
  private static EarlierSignature earlier(VerifiedFile.Entry entry, VerifiedFile file) {
    Report.Signed signed = entry.signed();
    boolean culprit =
        file.signatures().size() == 1
            || signed.broken()
            || !signed.changes().allowed()
            || entry.evidence().anyDiffers();
    Report.Verdict verdict =
        file.verdict() == Report.Verdict.INVALID && !culprit
            ? Report.Verdict.INDETERMINATE
            : file.verdict();
    return new EarlierSignature(signed.field(), signed.signer(), signed.signedAt(), verdict);
  }
}
