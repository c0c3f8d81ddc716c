// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.penseal.app.Station;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.signing.CaseServices;
import org.penseal.cms.ContainerSize;
import org.penseal.cms.SigningCertificate;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningKey;
import org.penseal.pdf.sign.Completable;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.pdf.sign.Prepared;
import org.penseal.pdf.sign.Signed;
import org.penseal.pdf.sign.ToSign;
import org.penseal.refusal.SigningException;
import org.penseal.trust.CertificateFacts;

/** Signs a PDF with a key file alone: no pad, no person, no case. */
final class PlainSigning {
  private PlainSigning() {}

  static void sign(Station station, SignOptions options) throws SigningException {
    try (SigningKey key = KeyOpening.open(options, station.services().hashing())) {
      CaseServices services = station.services();
      switch (options.profile(true)) {
        case Profile.Unstamped profile -> {
          Work<Profile.Unstamped> work = new Work<>(services, options, key, profile);
          sign(work, 0, prepared -> Completable.of(signed(key, prepared)));
        }
        case Profile.Stamped profile -> {
          Work<Profile.Stamped> work = new Work<>(services, options, key, profile);
          requireFit(work);
          sign(work, services.tsa().probe(), prepared -> stamped(services, key, prepared));
        }
      }
    }
  }

  private record Work<P extends Profile>(
      CaseServices services, SignOptions options, SigningKey key, P profile) {}

  private static void requireFit(Work<?> work) throws SigningException {
    SigningKey key = work.key();
    work.profile().requireFor(key.suite());
    SigningCertificate.require(
        key.chain().getFirst(), key.suite(), work.services().clock().instant());
  }

  private static <P extends Profile> void sign(
      Work<P> work, int timestampBytes, PdfSigner.Steps<P> steps) throws SigningException {
    requireFit(work);
    SigningKey key = work.key();
    char[] password = Secrets.password(work.options().pdfPasswordFile);
    int container =
        ContainerSize.of(
            work.profile(), key.suite(), key.chain(), timestampBytes, work.services().hashing());
    new PdfSigner(work.services().hashing())
        .sign(
            work.options().in,
            password.length == 0 ? null : new String(password),
            spec(work),
            container,
            work.options().out,
            steps);
  }

  private static <P extends Profile> Signed<P> signed(SigningKey key, Prepared<P> prepared)
      throws SigningException {
    ToSign<P> toSign = prepared.toSign(key.chain());
    return toSign.signed(key.sign(toSign.attributes().der().bytes()));
  }

  private static Completable stamped(
      CaseServices services, SigningKey key, Prepared<Profile.Stamped> prepared)
      throws SigningException {
    Signed<Profile.Stamped> signed = signed(key, prepared);
    return signed.stamped(services.tsa().stamp(signed.cms().signatureValue()).der());
  }

  private static <P extends Profile> SignatureSpec<P> spec(Work<P> work) throws SigningException {
    SigningKey key = work.key();
    String name =
        Objects.requireNonNullElseGet(
            work.options().name, () -> CertificateFacts.commonName(key.chain().getFirst()));
    OffsetDateTime now =
        OffsetDateTime.now(work.services().clock()).truncatedTo(ChronoUnit.SECONDS);
    Placement placement = work.options().placement();
    Appearance appearance =
        placement instanceof Placement.Invisible
            ? null
            : new Appearance(List.of(), name, now.toString(), List.of(), false);
    return new SignatureSpec<>(work.profile(), key.suite(), name, now, placement, appearance, null);
  }
}
