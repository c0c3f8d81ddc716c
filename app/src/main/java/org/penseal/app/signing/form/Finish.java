// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origins;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.evidence.TsaOrigin;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.store.StoreException;
import org.penseal.cms.CmsSignature;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Level;
import org.penseal.signature.Suite;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TimestampClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps after the signature. They need the case's folder only, not the key or the person, so
 * they can be done again after a crash.
 */
public final class Finish {
  private static final Logger LOG = LoggerFactory.getLogger(Finish.class);
  static final String SIGNATURE = "signature.cms";
  static final String STAMPED = "stamped.cms";

  private final CaseServices services;
  private final CaseFolder folder;
  private final String caseId;

  /** For the case whose folder is held. */
  public Finish(CaseServices services, CaseFolder folder, String caseId) {
    this.services = services;
    this.folder = folder;
    this.caseId = caseId;
  }

  /**
   * Keeps the signature so that no crash can lose it, once the log knows of it.
   *
   * @param stamped whether a timestamp is still to be added
   */
  public void keep(CmsSignature signature, boolean stamped, Checkpoint checkpoint)
      throws SigningException, StoreException {
    byte[] der = signature.der().bytes();
    Map<String, String> announced = new TreeMap<>();
    announced.put(SIGNATURE, Sm3.hex(der));
    if (!stamped) {
      announced.put(STAMPED, Sm3.hex(der));
    }
    for (String name : PdfForm.knownBy(folder.path())) {
      announced.put(name, Sm3.hex(bytes(name)));
    }
    services.archive().announce(caseId, announced);
    checkpoint.reached(Checkpoint.Step.SIGN_ANNOUNCED);
    if (!stamped) {
      write(STAMPED, der);
    }
    write(SIGNATURE, der);
  }

  /**
   * Adds a timestamp to the kept signature, unless it has one already.
   *
   * @throws CaseException.CertificateEnded if it comes after the end of the signer's certificate,
   *     and so would be useless
   */
  public void stamp(Checkpoint checkpoint) throws SigningException, CaseException, StoreException {
    if (exists(STAMPED)) {
      return;
    }
    CmsSignature signature = read(SIGNATURE);
    refuseAfterTheEnd(signature, services.clock().instant());
    Timestamp timestamp = tsa().stamp(signature.signatureValue(), digest(signature));
    refuseAfterTheEnd(signature, timestamp.latest());
    byte[] stamped = signature.withTimestamp(timestamp.der()).der().bytes();
    services.archive().announce(caseId, Map.of(STAMPED, Sm3.hex(stamped)));
    checkpoint.reached(Checkpoint.Step.STAMP_ANNOUNCED);
    write(STAMPED, stamped);
  }

  /**
   * Refuses a kept signature whose timestamp would come too late.
   *
   * @throws CaseException.CertificateEnded if the signer's certificate has ended
   */
  public void requireInTime() throws SigningException, CaseException {
    if (!exists(STAMPED)) {
      refuseAfterTheEnd(read(SIGNATURE), services.clock().instant());
    }
  }

  // Those that the case can take: what its manifest says of them is true of each.
  private TimestampClient tsa() throws SigningException, StoreException {
    try {
      byte[] kept = services.archive().manifest(caseId).orElseThrow(IOException::new);
      Origins origins = Origins.of(Manifest.decode(kept));
      return services.trustedTsa().admitting(TsaOrigin.taken(origins, services.roots()));
    } catch (IOException e) {
      throw new DocumentException.Damaged(folder.path(), "manifest", e);
    }
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
  public Path complete(Path output, Level level) throws SigningException, StoreException {
    CmsSignature signature = read(exists(STAMPED) ? STAMPED : SIGNATURE);
    if (level.longTerm()) {
      Path signed = folder.path().resolve("signed.pdf");
      PdfForm.complete(services, folder.path(), signature, signed);
      services.longTerm(tsa()).extend(signed, null, level, output);
    } else if (PdfForm.isIn(folder.path())) {
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
    return CmsSignature.parse(bytes(name));
  }

  private byte[] bytes(String name) throws SigningException {
    try {
      return folder.read(name).orElseThrow(() -> new IOException("missing: " + name));
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
