// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.CaseSettings;
import org.penseal.app.signing.CaseState;
import org.penseal.app.store.ArchiveLog;
import org.penseal.app.store.StoreException;
import org.penseal.cms.CmsForm;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignerChecks;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.PreparedPdf;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.trust.CertificateFacts;

/**
 * Holds what a case's folder has against what the log says was put there: a file is believed only
 * if an entry announced its digest, and a signature only if it verifies over the document and
 * manifest of the case, under the certificate that the log names.
 */
public final class KeptFiles {
  private static final String SM3_OID = "1.2.156.10197.1.401";

  private final CaseServices services;
  private final CaseFolder folder;
  private final String caseId;
  private final ArchiveLog.LoggedCase logged;

  /** For the case whose folder is held. */
  public KeptFiles(
      CaseServices services, CaseFolder folder, String caseId, ArchiveLog.LoggedCase logged) {
    this.services = services;
    this.folder = folder;
    this.caseId = caseId;
    this.logged = logged;
  }

  /** Whether the log says that a signature was about to be kept. */
  public boolean announced() {
    return logged.files().containsKey(Finish.SIGNATURE);
  }

  /** Whether there is a file of a signature, whoever put it there. */
  public boolean any() throws CaseException {
    return read(Finish.SIGNATURE).isPresent() || read(Finish.STAMPED).isPresent();
  }

  /** Whether the signature's file is there. */
  public boolean signed() throws CaseException {
    return read(Finish.SIGNATURE).isPresent();
  }

  /**
   * Refuses what does not fit.
   *
   * @throws CaseException.KeptDiffers with what it is
   */
  public void require() throws CaseException, StoreException {
    // By it timestamp services are told apart that the case can take.
    Optional<byte[]> manifest = services.archive().manifest(caseId);
    fits("manifest", manifest.isPresent() && Sm3.hex(manifest.get()).equals(logged.manifest()));
    for (Map.Entry<String, String> file : logged.files().entrySet()) {
      Optional<byte[]> found = read(file.getKey());
      // A crash between the entry and the file leaves the timestamp to be asked for again.
      boolean due =
          file.getKey().equals(Finish.STAMPED)
              && CaseState.valueOf(logged.state()).ordinal() < CaseState.STAMPED.ordinal();
      if (found.isEmpty() && due) {
        continue;
      }
      fits(file.getKey(), found.isPresent() && Sm3.hex(found.get()).equals(file.getValue()));
    }
    fits(
        Finish.STAMPED,
        read(Finish.STAMPED).isEmpty() || logged.files().containsKey(Finish.STAMPED));
    fits(
        PdfForm.PREPARED,
        PdfForm.isIn(folder.path()) == logged.files().containsKey(PdfForm.PREPARED));
    try {
      requireSignature();
    } catch (SigningException e) {
      throw new CaseException.KeptDiffers(caseId, Finish.SIGNATURE, e);
    }
  }

  private void requireSignature() throws CaseException, SigningException {
    CmsSignature signature = CmsSignature.parse(read(Finish.SIGNATURE).orElseThrow());
    Optional<byte[]> stamped = read(Finish.STAMPED);
    fits(
        Finish.STAMPED,
        stamped.isEmpty()
            || CmsSignature.parse(stamped.get())
                .signatureValue()
                .equals(signature.signatureValue()));
    ArchiveLog.Signer signer = logged.signer();
    if (signer == null) {
      throw new CaseException.KeptDiffers(caseId, "certificate", null);
    }
    Optional<X509Certificate> certificate = signature.signerCertificate(signer.userId());
    fits(
        "certificate",
        certificate.isPresent()
            && CaseSettings.digest(certificate.get()).equals(signer.certificate()));
    Octets covered =
        PdfForm.isIn(folder.path())
            ? ofThePdf(PdfForm.prepared(services, folder.path()))
            : ofTheData(signature);
    CmsForm form = signature.gm() ? CmsForm.GM : CmsForm.BASELINE;
    fits(
        "signature",
        SignerChecks.check(
                signature,
                covered,
                new SignerChecks.Rules(form, signer.userId()),
                services.hashing())
            .isEmpty());
    Optional<EvidenceBinding> binding = CertificateFacts.binding(certificate.get());
    if (binding.isPresent()) {
      fits("case", binding.get().caseId().equals(caseId));
      fits("document", binding.get().documentDigest().hex().equals(logged.document()));
      fits("manifest", binding.get().manifestDigest().hex().equals(logged.manifest()));
    }
  }

  // The file's own bytes are those of its facts, which the log announced.
  private Octets ofThePdf(PreparedPdf prepared) throws CaseException, SigningException {
    try {
      fits(
          "document",
          Sm3.hexOfFile(prepared.file(), prepared.inputLength()).equals(logged.document()));
    } catch (IOException e) {
      throw new CaseException.KeptDiffers(caseId, "document", e);
    }
    return prepared.digest();
  }

  // Of a signer with another digest the manifest names the document.
  private Octets ofTheData(CmsSignature signature) throws CaseException {
    Optional<EvidenceStreams> evidence = signature.evidence();
    fits(
        "manifest",
        evidence.isPresent()
            && Sm3.hex(evidence.get().manifest().bytes()).equals(logged.manifest()));
    Optional<Octets> digest = signature.messageDigest();
    fits("signature", digest.isPresent());
    boolean sm3 = signature.digestOid().equals(SM3_OID);
    fits("document", !sm3 || digest.orElseThrow().hex().equals(logged.document()));
    return digest.orElseThrow();
  }

  private void fits(String part, boolean does) throws CaseException.KeptDiffers {
    if (!does) {
      throw new CaseException.KeptDiffers(caseId, part, null);
    }
  }

  // What cannot be read is no file that was kept: nobody is to wait for it.
  private Optional<byte[]> read(String name) throws CaseException {
    try {
      return folder.read(name);
    } catch (IOException e) {
      throw new CaseException.KeptDiffers(caseId, name, e);
    }
  }
}
