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
import org.penseal.pdf.sign.Signed;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.TimestampClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs a report with the workplace's own key, invisibly, so that a reader sees that it was not
 * changed since: PAdES B-T where the workplace has a timestamp service, else B-B. May be shared
 * between threads.
 *
 * @param key the workplace's
 * @param tsa stamps the signature; empty for none
 * @param made when the report is made
 * @param zone of that time
 */
record ReportSeal(StatementKey key, Optional<TimestampClient> tsa, Instant made, ZoneId zone) {
  private static final Logger LOG = LoggerFactory.getLogger(ReportSeal.class);
  private static final Hashing HASHING = new NativeSm3(Hashing.jca());

  /** By this key, if its certificate lets it sign documents. */
  static Optional<ReportSeal> of(
      StatementKey key, Optional<TimestampClient> tsa, Instant made, ZoneId zone) {
    try (SigningKey opened = key.open()) {
      ProgramIntegrity.ofThisProgram().requireWhole();
      SigningCertificate.require(key.certificate(), opened.suite(), made);
      return Optional.of(new ReportSeal(key, tsa, made, zone));
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

  /** What must still hold when the signature is made. */
  interface Last {
    /** Throws unless it holds. */
    void require() throws SigningException;
  }

  /**
   * Signs a PDF and writes it to its target.
   *
   * @param last required after the timestamp service answered, before anything is published
   * @throws SigningException also if no timestamp service answers well; nothing is written then
   */
  void sign(Path unsigned, Path target, Last last) throws SigningException {
    try (SigningKey opened = key.open()) {
      if (tsa.isEmpty()) {
        write(
            unsigned,
            target,
            opened,
            Profile.PADES_B,
            0,
            prepared -> {
              Completable done = Completable.of(prepared.signed(opened));
              last.require();
              return done;
            });
        return;
      }
      String digest = opened.suite().digest();
      write(
          unsigned,
          target,
          opened,
          Profile.PADES_T,
          tsa.get().probe(digest).largestTokenBytes(),
          prepared -> {
            Signed<Profile.Stamped> done = prepared.signed(opened);
            Completable stamped =
                done.stamped(tsa.get().stamp(done.cms().signatureValue(), digest).der());
            last.require();
            return stamped;
          });
    }
  }

  private <P extends Profile> void write(
      Path unsigned,
      Path target,
      SigningKey opened,
      P profile,
      int tokenBytes,
      PdfSigner.Steps<P> steps)
      throws SigningException {
    OffsetDateTime now = OffsetDateTime.ofInstant(made, zone).truncatedTo(ChronoUnit.SECONDS);
    SignatureSpec<P> spec =
        new SignatureSpec<>(
            profile, opened.suite(), signer(), now, new Placement.Invisible(), null, null);
    int room = ContainerSize.of(profile, opened.suite(), opened.chain(), tokenBytes, HASHING);
    new PdfSigner(HASHING).sign(unsigned, null, spec, room, target, steps);
  }
}
