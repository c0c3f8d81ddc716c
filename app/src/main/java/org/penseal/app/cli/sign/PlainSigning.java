// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.pdf.sign.Signed;
import org.penseal.pdf.sign.ToSign;
import org.penseal.refusal.SigningException;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.Timestamp;

/** Signs a PDF with a key file alone: no pad, no person, no case. */
final class PlainSigning {
  private PlainSigning() {}

  static void sign(Station station, SignOptions options) throws SigningException, IOException {
    Path work = Files.createTempDirectory(Files.createDirectories(station.data()), "plain-");
    try (SigningKey key = options.standing().open(station.services().hashing())) {
      sign(station.services(), options, key, work);
    } finally {
      try (var left = Files.list(work)) {
        for (Path path : left.toList()) {
          Files.deleteIfExists(path);
        }
      }
      Files.deleteIfExists(work);
    }
  }

  private static void sign(CaseServices services, SignOptions options, SigningKey key, Path work)
      throws SigningException {
    PdfSigner signer = new PdfSigner(services.hashing());
    switch (options.profile(true)) {
      case Profile.Unstamped profile -> {
        Work<Profile.Unstamped> plan = new Work<>(services, options, key, work, profile);
        signer.complete(signed(signer, plan, 0), options.out);
      }
      case Profile.Stamped profile -> {
        Work<Profile.Stamped> plan = new Work<>(services, options, key, work, profile);
        requireFit(plan);
        Signed<Profile.Stamped> signed = signed(signer, plan, services.tsa().probe());
        Timestamp timestamp = services.tsa().stamp(signed.cms().signatureValue());
        signer.complete(signed.stamped(timestamp.der()), options.out);
      }
    }
  }

  private record Work<P extends Profile>(
      CaseServices services, SignOptions options, SigningKey key, Path folder, P profile) {}

  private static void requireFit(Work<?> work) throws SigningException {
    SigningKey key = work.key();
    work.profile().requireFor(key.suite());
    SigningCertificate.require(
        key.chain().getFirst(), key.suite(), work.services().clock().instant());
  }

  private static <P extends Profile> Signed<P> signed(
      PdfSigner signer, Work<P> work, int timestampBytes) throws SigningException {
    requireFit(work);
    SigningKey key = work.key();
    char[] password = Secrets.password(work.options().pdfPasswordFile);
    int container =
        ContainerSize.of(
            work.profile(), key.suite(), key.chain(), timestampBytes, work.services().hashing());
    ToSign<P> toSign =
        signer
            .prepare(
                work.options().in,
                password.length == 0 ? null : new String(password),
                work.folder(),
                spec(work),
                container)
            .toSign(key.chain());
    return toSign.signed(key.sign(toSign.attributes().der().bytes()));
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
