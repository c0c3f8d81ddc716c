// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.signing.CaseDocument;
import org.penseal.app.signing.CaseServices;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Octets;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/** A detached signature (.p7s) beside any file, the evidence among its signed attributes. */
public final class DataForm {
  private DataForm() {}

  /** Digests the file once more; gives what the key signs. */
  public static SignedAttributes prepare(
      CaseServices services,
      CaseDocument document,
      X509Certificate signer,
      EvidenceStreams evidence)
      throws SigningException {
    try {
      if (Files.size(document.file()) != document.length()
          || !Sm3.hexOfFile(document.file(), document.length()).equals(document.sm3())) {
        throw new FileException.InputChanged(document.file(), null);
      }
    } catch (IOException e) {
      throw new FileException.InputUnreadable(document.file(), "changed", e);
    }
    return SignedAttributes.forData(
        Octets.ofHex(document.sm3()), signer, evidence, services.hashing());
  }

  /** Writes the signature, whole or not at all. */
  public static void complete(CmsSignature signature, Path output) throws SigningException {
    try {
      DurableFile.write(output, signature.der().bytes());
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(output, e.getClass().getSimpleName(), e);
    }
  }
}
