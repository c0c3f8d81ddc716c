// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.form.DataForm;
import org.penseal.app.signing.form.PdfForm;
import org.penseal.app.store.StoreException;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;

/** The signature of a case over its document and the evidence, from its attributes to the disk. */
final class DocumentSignature {
  private final SigningCase signing;
  private final SignedAttributes attributes;
  private final List<X509Certificate> chain;

  private DocumentSignature(
      SigningCase signing, SignedAttributes attributes, List<X509Certificate> chain) {
    this.signing = signing;
    this.attributes = attributes;
    this.chain = chain;
  }

  /**
   * Writes everything but the signature's value.
   *
   * @param statement of the device on its one-time key; no bytes for a standing key
   */
  static DocumentSignature prepare(
      CaseFrozen frozen, byte[] statement, List<X509Certificate> chain, Suite suite)
      throws SigningException {
    SigningCase signing = frozen.signing();
    EvidenceStreams streams = frozen.frozen().streams(statement);
    SignedAttributes attributes =
        signing.order().document().isPdf()
            ? PdfForm.prepare(
                signing.services(),
                wish(frozen, suite),
                signing.folder().path(),
                chain,
                streams,
                frozen.timestampBytes())
            : DataForm.prepare(
                signing.services(), signing.order().document(), suite, chain.getFirst(), streams);
    signing.reached(Checkpoint.Step.SIGN_PREPARED);
    return new DocumentSignature(signing, attributes, chain);
  }

  private static PdfForm.Wish wish(CaseFrozen frozen, Suite suite) {
    Writing writing = frozen.writing();
    return new PdfForm.Wish(
        frozen.signing().order(),
        suite,
        writing.signer(),
        writing.ink(),
        writing.annotation(),
        frozen.frozen().origins());
  }

  /** What the key signs: the signed attributes in DER. */
  byte[] attributes() {
    return attributes.der().bytes();
  }

  /** Keeps the signature with this value, from which on the case can only be finished. */
  CaseSigned keep(byte[] value) throws CaseException, StoreException, SigningException {
    signing.reached(Checkpoint.Step.SIGN_SIGNED);
    CmsSignature signature = CmsSignature.assemble(attributes, value, chain);
    signing.finish().keep(signature, signing.order().stamped(), signing.checkpoint());
    signing.reached(Checkpoint.Step.SIGN_KEPT);
    signing.become(CaseState.SIGNED, "");
    return new CaseSigned(signing);
  }
}
