// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseServices;
import org.penseal.cms.CmsSignature;
import org.penseal.pdf.Level;
import org.penseal.pdf.Suite;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Timestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps after the signature. They need the case's folder only, not the key or the person, so
 * they can be done again after a crash.
 */
public final class Finish {
  private static final Logger LOG = LoggerFactory.getLogger(Finish.class);
  private static final String SIGNATURE = "signature.cms";
  private static final String STAMPED = "stamped.cms";
  private static final String LEVEL = "level";

  private final CaseServices services;
  private final CaseFolder folder;

  /** For the case whose folder is held. */
  public Finish(CaseServices services, CaseFolder folder) {
    this.services = services;
    this.folder = folder;
  }

  /**
   * Keeps the signature so that no crash can lose it.
   *
   * @param level what is to be added later; kept, too, so that a restart finishes it
   */
  public void keep(CmsSignature signature, Level level) throws SigningException {
    if (level.longTerm()) {
      write(LEVEL, level.name().getBytes(StandardCharsets.US_ASCII));
    }
    if (!level.stamped()) {
      write(STAMPED, signature.der().bytes());
    }
    write(SIGNATURE, signature.der().bytes());
  }

  /** Whether the signature was kept. */
  public boolean signed() throws SigningException {
    return exists(SIGNATURE);
  }

  /**
   * Adds a timestamp to the kept signature, unless it has one already.
   *
   * @throws CaseException.CertificateEnded if it comes after the end of the signer's certificate,
   *     and so would be useless
   */
  public void stamp() throws SigningException, CaseException {
    if (exists(STAMPED)) {
      return;
    }
    CmsSignature signature = read(SIGNATURE);
    refuseAfterTheEnd(signature, services.clock().instant());
    Timestamp timestamp =
        services.trustedTsa().stamp(signature.signatureValue(), digest(signature));
    refuseAfterTheEnd(signature, timestamp.latest());
    write(STAMPED, signature.withTimestamp(timestamp.der()).der().bytes());
  }

  // An imprint of the signer's own digest: whoever can check the one can check the other.
  private static String digest(CmsSignature signature) throws SigningException {
    Optional<X509Certificate> signer = signature.signerCertificate();
    return signer.isEmpty()
        ? Suite.SM2_SM3.digest()
        : Suite.of(signer.get().getPublicKey()).digest();
  }

  private static void refuseAfterTheEnd(CmsSignature signature, Instant time)
      throws SigningException, CaseException.CertificateEnded {
    Optional<Instant> end =
        signature.signerCertificate().map(certificate -> certificate.getNotAfter().toInstant());
    if (end.isPresent() && time.isAfter(end.get())) {
      throw new CaseException.CertificateEnded(end.get());
    }
  }

  /** Writes the signed file, with its long-term data if that was ordered. */
  public Path complete(Path output) throws SigningException {
    CmsSignature signature = read(exists(STAMPED) ? STAMPED : SIGNATURE);
    Optional<Level> level = level();
    if (level.isPresent()) {
      Path signed = folder.path().resolve("signed.pdf");
      PdfForm.complete(services, folder.path(), signature, signed);
      services.longTerm().extend(signed, null, level.get(), output);
    } else if (PdfForm.isIn(folder.path())) {
      PdfForm.complete(services, folder.path(), signature, output);
    } else {
      DataForm.complete(signature, output);
    }
    return output;
  }

  private Optional<Level> level() throws SigningException {
    try {
      return folder
          .read(LEVEL)
          .map(bytes -> Level.valueOf(new String(bytes, StandardCharsets.US_ASCII)));
    } catch (IOException | IllegalArgumentException e) {
      throw new DocumentException.Damaged(folder.path(), LEVEL, e);
    }
  }

  /** Removes the files of a case that is ended. */
  public void clear() {
    try {
      folder.clear();
    } catch (IOException e) {
      // the case is ended all the same; the next start finds the folder and sweeps it
      LOG.warn("case folder not cleared: {}", e.getMessage());
    }
  }

  private boolean exists(String name) throws SigningException {
    try {
      return folder.read(name).isPresent();
    } catch (IOException e) {
      throw new DocumentException.Damaged(folder.path(), name, e);
    }
  }

  private CmsSignature read(String name) throws SigningException {
    try {
      byte[] bytes = folder.read(name).orElseThrow(() -> new IOException("missing: " + name));
      return CmsSignature.parse(bytes);
    } catch (IOException e) {
      throw new DocumentException.Damaged(folder.path(), name, e);
    }
  }

  private void write(String name, byte[] content) throws SigningException {
    try {
      folder.write(name, content);
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(folder.path(), name, e);
    }
  }
}
