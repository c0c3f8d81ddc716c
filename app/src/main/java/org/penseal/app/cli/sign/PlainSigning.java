// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.penseal.app.Station;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.signing.CaseServices;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.ContainerSize;
import org.penseal.cms.SignedAttributes;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.Level;
import org.penseal.pdf.Octets;
import org.penseal.pdf.Placement;
import org.penseal.pdf.PreparedPdf;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SigningKey;
import org.penseal.pdf.Suite;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.refusal.SigningException;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.TimestampClient;

/** Signs a PDF with a key file alone: no pad, no person, no case. */
final class PlainSigning {
  private PlainSigning() {}

  /**
   * What was done.
   *
   * @param level what was reached
   * @param tsa who stamped the signature; empty if nobody did
   * @param passedOver timestamp services that were asked before in vain, each with a reason code
   */
  record Outcome(Level level, Optional<URI> tsa, List<String> passedOver) {}

  static Outcome sign(Station station, SignOptions options) throws SigningException, IOException {
    Pkcs12File file =
        Pkcs12File.read(Path.of(options.key), Secrets.keyPassword(options.passwordFile));
    Path work = Files.createTempDirectory(Files.createDirectories(station.data()), "plain-");
    try (SigningKey key = file.open()) {
      return sign(station.services(), options, key, work);
    } finally {
      try (var left = Files.list(work)) {
        for (Path path : left.toList()) {
          Files.deleteIfExists(path);
        }
      }
      Files.deleteIfExists(work);
    }
  }

  private static Outcome sign(CaseServices services, SignOptions options, SigningKey key, Path work)
      throws SigningException {
    Level level = options.level();
    X509Certificate own = key.chain().getFirst();
    String digest = Suite.of(own.getPublicKey()).digest();
    char[] password = Secrets.password(options.pdfPasswordFile);
    PdfSigner signer = new PdfSigner(services.hashing());
    String pdfPassword = password.length == 0 ? null : new String(password);
    if (level.longTerm()) {
      services.longTerm().rehearse(key.chain());
    }
    int timestamp = level.stamped() ? services.tsa().probe(digest).largestTokenBytes() : 0;
    PreparedPdf prepared =
        signer.prepare(
            options.in,
            pdfPassword,
            work,
            spec(services, options, key),
            ContainerSize.of(key.chain(), timestamp, services.hashing()));
    SignedAttributes attributes =
        SignedAttributes.forPdf(prepared.digest(), own, services.hashing());
    byte[] value = key.sign(attributes.der().bytes());
    CmsSignature signature = CmsSignature.assemble(attributes, value, key.chain());
    Optional<TimestampClient.Answer> answer = Optional.empty();
    if (level.stamped()) {
      byte[] stamped = signature.signatureValue().bytes();
      Octets imprint = Octets.of(services.hashing().start(digest).digest(stamped));
      answer = Optional.of(services.tsa().ask(imprint, digest));
      signature = signature.withTimestamp(answer.get().timestamp().der());
    }
    if (level.longTerm()) {
      Path signed = work.resolve("signed.pdf");
      signer.complete(prepared, signature, signed);
      services.longTerm().extend(signed, pdfPassword, level, work, options.out);
    } else {
      signer.complete(prepared, signature, options.out);
    }
    return new Outcome(
        level,
        answer.map(TimestampClient.Answer::uri),
        answer.map(TimestampClient.Answer::passedOver).orElse(List.of()));
  }

  private static SignatureSpec spec(CaseServices services, SignOptions options, SigningKey key) {
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
        Suite.of(key.chain().getFirst().getPublicKey()), name, now, placement, appearance, null);
  }
}
