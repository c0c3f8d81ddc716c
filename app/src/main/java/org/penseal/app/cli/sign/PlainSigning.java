// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.penseal.app.Station;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.signing.CaseServices;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.ContainerSize;
import org.penseal.cms.SignedAttributes;
import org.penseal.cms.SigningCertificate;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.Placement;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SigningKey;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.refusal.SigningException;
import org.penseal.trust.CertificateFacts;

/** Signs a PDF with a key file alone: no pad, no person, no case. */
final class PlainSigning {
  private PlainSigning() {}

  static void sign(Station station, SignOptions options) throws SigningException, IOException {
    Pkcs12File file =
        Pkcs12File.read(Path.of(options.key), Secrets.keyPassword(options.passwordFile));
    try (SigningKey key = options.algorithm.open(file)) {
      sign(station.services(), options, key);
    }
  }

  private static void sign(CaseServices services, SignOptions options, SigningKey key)
      throws SigningException {
    char[] password = Secrets.password(options.pdfPasswordFile);
    int timestamp = options.stamped() ? services.tsa().probe() : 0;
    SignatureSpec spec = spec(services, options, key);
    SigningCertificate.require(key.chain().getFirst(), spec.suite(), spec.signedAt().toInstant());
    new PdfSigner(services.hashing())
        .sign(
            options.in,
            password.length == 0 ? null : new String(password),
            spec,
            ContainerSize.of(
                spec.profile(), spec.suite(), key.chain(), timestamp, services.hashing()),
            options.out,
            prepared -> message(services, key, prepared));
  }

  private static CmsSignature message(CaseServices services, SigningKey key, PreparedPdf prepared)
      throws SigningException {
    SignedAttributes attributes =
        SignedAttributes.forPdf(prepared, key.chain().getFirst(), services.hashing());
    byte[] value = key.sign(attributes.der().bytes());
    CmsSignature signature = CmsSignature.assemble(attributes, value, key.chain());
    return prepared.profile().stamped()
        ? signature.withTimestamp(services.tsa().stamp(signature.signatureValue()).der())
        : signature;
  }

  private static SignatureSpec spec(CaseServices services, SignOptions options, SigningKey key)
      throws SigningException {
    String name =
        Objects.requireNonNullElseGet(
            options.name, () -> CertificateFacts.commonName(key.chain().getFirst()));
    OffsetDateTime now = OffsetDateTime.now(services.clock()).truncatedTo(ChronoUnit.SECONDS);
    Placement placement = options.placement();
    Appearance appearance =
        placement instanceof Placement.Invisible
            ? null
            : new Appearance(List.of(), name, now.toString(), List.of(), false);
    return new SignatureSpec(
        options.stamped() ? SignatureSpec.Profile.PADES_T : SignatureSpec.Profile.PADES_B,
        key.suite(),
        name,
        now,
        placement,
        appearance,
        null);
  }
}
