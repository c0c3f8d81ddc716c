// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.document.place.EarlierSignature;
import org.penseal.app.guide.FxThread;
import org.penseal.app.guide.Navigator;
import org.penseal.app.inspect.InspectDesk;
import org.penseal.app.inspect.SignatureVerdicts;
import org.penseal.app.report.ReportFile;
import org.penseal.app.report.browser.BrowserSection;
import org.penseal.app.report.browser.PageBasis;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.CaseSettings;
import org.penseal.app.signing.Service;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.verify.VerifyFlow;
import org.penseal.app.workplace.StandIn;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.TrustFolder;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.file.Draft;
import org.penseal.pdf.verify.TimeLimit;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.Purpose;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.RevocationClient;

/**
 * Verification as the window does it: whom the workplace trusts, whom it asks about revocation,
 * what it writes and keeps. May be shared between threads.
 */
final class Verifying implements VerifyFlow.Verifier, InspectDesk {
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
        this,
        this::writeReport,
        models.shell().waiting(),
        FxThread.EXECUTOR,
        navigator::failed);
  }

  private TrustStore roots() throws SigningException {
    return station.verificationRoots(models.settings().demoDevices().get());
  }

  private Workplace.Revocation policy() {
    return station.settings().trust().revocation();
  }

  @Override
  public Verification now(Optional<InkKeys> keys) throws SigningException {
    return new Verification(
        roots(),
        keys,
        station.services().clock().instant(),
        Suite.DEFAULT_SM2_ID,
        new Verification.Revocation(station.revocation(), policy().required()));
  }

  @Override
  public Duration patience() {
    return policy().online() ? RevocationClient.PATIENCE : Duration.ZERO;
  }

  @Override
  public void trust(Purpose purpose, X509Certificate root) throws SigningException {
    TrustFolder.add(station.data(), purpose, root);
  }

  @Override
  public Optional<byte[]> manifest(String caseId) throws StoreException {
    return station.archive().manifest(caseId);
  }

  @Override
  public Optional<byte[]> share(String caseId, X509Certificate escrow) throws StoreException {
    Optional<byte[]> share = station.archive().share(caseId);
    if (share.isPresent()) {
      // Nobody sees anything before the log says so.
      station.archive().sealing().noteOpened(caseId, 1, CaseSettings.digest(escrow));
    }
    return share;
  }

  private void writeReport(VerifiedFile verified, Path target, Texts texts)
      throws SigningException {
    if (target.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
      verified.bytes().requireSame(verified.file());
      writeJson(verified, target);
      return;
    }
    Instant made = station.services().clock().instant();
    PageBasis basis = new PageBasis(roots(), made, Suite.DEFAULT_SM2_ID, null);
    new ReportFile(texts, made, Station.SOFTWARE)
        .with(new BrowserSection(texts, basis))
        .signedBy(station.statementKey(StandIn.NONE), tsa())
        .write(verified, target);
  }

  // As in a case: one that was named stamps, or nothing is signed.
  private Optional<TimestampClient> tsa() {
    CaseServices services = station.services();
    return services.missing().contains(Service.TSA)
        ? Optional.empty()
        : Optional.of(services.trustedTsa());
  }

  // What the command line prints.
  private static void writeJson(VerifiedFile verified, Path target) throws SigningException {
    try (Draft draft = Draft.of(target)) {
      byte[] json =
          new ObjectMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsBytes(JsonReport.of(verified));
      draft.write(out -> out.write(json));
      draft.publish();
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
  }

  /**
   * The signatures of a file that is opened to be signed.
   *
   * @throws DocumentException.TooSlow if they cannot be verified in time
   */
  List<EarlierSignature> earlier(Path file, @Nullable String password) throws SigningException {
    Verification verification = now(Optional.empty());
    TimeLimit limit = TimeLimit.of(patience(), file);
    try {
      return TimeLimit.within(
          limit.verdict().left(),
          file,
          () -> SignatureVerdicts.of(verification.of(file, Optional.empty(), password, limit)));
    } catch (IOException e) {
      throw new FileException.InputUnreadable(file, "cannot be read", e);
    }
  }
}
