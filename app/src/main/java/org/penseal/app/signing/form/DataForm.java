// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.form;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import org.penseal.app.disk.DurableFile;
import org.penseal.app.signing.CaseDocument;
import org.penseal.app.signing.CaseServices;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.cms.SigningCertificate;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;

/** A detached signature (.p7s) beside any file, the evidence among its signed attributes. */
public final class DataForm {
  private static final int BUFFER_BYTES = 1 << 16;

  private DataForm() {}

  /**
   * Digests the file once more; gives what the key signs.
   *
   * @param suite how the key signs
   */
  public static SignedAttributes prepare(
      CaseServices services,
      CaseDocument document,
      Suite suite,
      X509Certificate signer,
      EvidenceStreams evidence)
      throws SigningException {
    SigningCertificate.require(signer, suite, services.clock().instant());
    Octets digest = digest(services, document, suite);
    return SignedAttributes.forData(suite, digest, signer, evidence, services.hashing());
  }

  // In one pass: what is signed is what came in.
  private static Octets digest(CaseServices services, CaseDocument document, Suite suite)
      throws SigningException {
    MessageDigest sm3 = services.hashing().start("SM3");
    boolean same = suite.digest().equals("SM3");
    MessageDigest own = same ? sm3 : services.hashing().start(suite.digest());
    long length = 0;
    try (InputStream in = Files.newInputStream(document.file())) {
      byte[] buffer = new byte[BUFFER_BYTES];
      int count;
      while ((count = in.read(buffer)) >= 0) {
        length += count;
        sm3.update(buffer, 0, count);
        if (!same) {
          own.update(buffer, 0, count);
        }
      }
    } catch (IOException e) {
      throw new FileException.InputUnreadable(document.file(), "changed", e);
    }
    Octets found = Octets.of(sm3.digest());
    if (length != document.length() || !found.equals(Octets.ofHex(document.sm3()))) {
      throw new FileException.InputChanged(document.file(), null);
    }
    return same ? found : Octets.of(own.digest());
  }

  /** Writes the signature, whole or not at all. */
  public static void complete(CmsSignature signature, Path output) throws SigningException {
    try {
      DurableFile.writeOutput(output, signature.der().bytes());
    } catch (IOException e) {
      throw new FileException.OutputNotWritable(output, e.getClass().getSimpleName(), e);
    }
  }
}
