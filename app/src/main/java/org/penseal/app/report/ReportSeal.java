// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.penseal.app.integrity.ProgramIntegrity;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.cms.ContainerSize;
import org.penseal.cms.SigningCertificate;
import org.penseal.digest.NativeSm3;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.sign.Completable;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.pdf.sign.ToSign;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.trust.CertificateFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs a report by the workplace's own key, invisibly (PAdES B-B), so that a reader sees that
 * nobody changed it since. May be shared between threads.
 *
 * @param key the workplace's
 * @param made when the report is made
 * @param zone of that time
 */
record ReportSeal(StatementKey key, Instant made, ZoneId zone) {
  private static final Logger LOG = LoggerFactory.getLogger(ReportSeal.class);

  /** By this key, if its certificate lets it sign documents. */
  static Optional<ReportSeal> of(StatementKey key, Instant made, ZoneId zone) {
    try (SigningKey opened = key.open()) {
      ProgramIntegrity.ofThisProgram().requireWhole();
      SigningCertificate.require(key.certificate(), opened.suite(), made);
      return Optional.of(new ReportSeal(key, made, zone));
    } catch (CredentialException.UnfitKey
        | CredentialException.NotForSigning
        | CredentialException.NotValidNow e) {
      LOG.warn("reports are not signed: the workplace's certificate is not for documents", e);
    } catch (SigningException e) {
      LOG.warn("reports are not signed: key or program cannot be used", e);
    }
    return Optional.empty();
  }

  /** Whose signature it will be. */
  String signer() {
    X509Certificate certificate = key.certificate();
    return CertificateFacts.commonName(certificate);
  }

  /** Signs a PDF and writes it to its target. */
  void sign(Path unsigned, Path target) throws SigningException {
    Hashing hashing = new NativeSm3(Hashing.jca());
    OffsetDateTime now = OffsetDateTime.ofInstant(made, zone).truncatedTo(ChronoUnit.SECONDS);
    try (SigningKey opened = key.open()) {
      SignatureSpec<Profile.Unstamped> spec =
          new SignatureSpec<>(
              Profile.PADES_B,
              opened.suite(),
              signer(),
              now,
              new Placement.Invisible(),
              null,
              null);
      int room = ContainerSize.of(Profile.PADES_B, opened.suite(), opened.chain(), 0, hashing);
      new PdfSigner(hashing)
          .sign(
              unsigned,
              null,
              spec,
              room,
              target,
              prepared -> {
                ToSign<Profile.Unstamped> toSign = prepared.toSign(opened.chain());
                return Completable.of(
                    toSign.signed(opened.sign(toSign.attributes().der().bytes())));
              });
    }
  }
}
