// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseServices;
import org.penseal.cms.CmsSignature;
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
   * @param toBeStamped whether a timestamp is to be added later
   */
  public void keep(CmsSignature signature, boolean toBeStamped) throws SigningException {
    if (!toBeStamped) {
      write(STAMPED, signature);
    }
    write(SIGNATURE, signature);
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
    Timestamp timestamp = services.tsa().stamp(signature.signatureValue());
    refuseAfterTheEnd(signature, timestamp.time());
    write(STAMPED, signature.withTimestamp(timestamp.der()));
  }

  private static void refuseAfterTheEnd(CmsSignature signature, Instant time)
      throws SigningException, CaseException.CertificateEnded {
    Optional<Instant> end =
        signature.signerCertificate().map(certificate -> certificate.getNotAfter().toInstant());
    if (end.isPresent() && time.isAfter(end.get())) {
      throw new CaseException.CertificateEnded(end.get());
    }
  }

  /** Writes the signed file. */
  public Path complete(Path output) throws SigningException {
    CmsSignature signature = read(exists(STAMPED) ? STAMPED : SIGNATURE);
    if (PdfForm.isIn(folder.path())) {
      PdfForm.complete(services, folder.path(), signature, output);
    } else {
      DataForm.complete(signature, output);
    }
    return output;
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

  private void write(String name, CmsSignature signature) throws SigningException {
    try {
      folder.write(name, signature.der().bytes());
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(folder.path(), name, e);
    }
  }
}
