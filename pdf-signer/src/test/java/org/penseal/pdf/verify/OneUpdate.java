// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.GregorianCalendar;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.cos.Placeholder;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.trust.TimestampClient;

/**
 * A document that is changed and signed in one and the same update, by a program of its own.
 *
 * @param permission P of its certification; 0 for none
 * @param evidence what its signature dictionary carries; null for nothing
 * @param tsa who stamps the signature; null for nobody
 */
record OneUpdate(
    SigningKey key,
    int permission,
    @Nullable EvidenceStreams evidence,
    @Nullable TimestampClient tsa) {
  private static final int HOLE_BYTES = 12_000;

  /** What the update does besides. */
  interface Edit {
    /** Nothing. */
    Edit NONE = document -> {};

    void of(PDDocument document) throws IOException;
  }

  Path write(Path input, Path output, Edit edit) throws Exception {
    try (PDDocument document = Loader.loadPDF(input.toFile());
        SignatureOptions options = new SignatureOptions();
        OutputStream out = Files.newOutputStream(output)) {
      edit.of(document);
      options.setPreferredSignatureSize(HOLE_BYTES);
      document.addSignature(signature(document), options);
      ExternalSigningSupport support = document.saveIncrementalForExternalSigning(out);
      support.setSignature(message(support.getContent().readAllBytes()));
    }
    return output;
  }

  /** The message over what a signature covers. */
  byte[] message(byte[] covered) throws Exception {
    Octets digest = Octets.of(SigningBench.HASHING.start(key.suite().digest()).digest(covered));
    SignedAttributes attributes =
        SignedAttributes.forFile(
            CMSObjectIdentifiers.data,
            key.suite(),
            digest,
            key.chain().getFirst(),
            Instant.now(),
            SigningBench.HASHING);
    byte[] value = key.sign(attributes.der().bytes());
    CmsSignature message = CmsSignature.assemble(attributes, value, key.chain());
    return tsa == null
        ? message.der().bytes()
        : message.withTimestamp(tsa.stamp(message.signatureValue()).der()).der().bytes();
  }

  private PDSignature signature(PDDocument document) throws IOException {
    PDSignature signature = new PDSignature();
    signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
    signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
    signature.setSignDate(GregorianCalendar.from(SigningBench.SIGNED_AT.toZonedDateTime()));
    if (permission > 0) {
      certify(document, signature.getCOSObject());
    }
    if (evidence != null) {
      COSDictionary held = new COSDictionary();
      held.setDirect(true);
      held.setItem(Placeholder.MANIFEST, stream(document, evidence.manifest()));
      held.setItem(Placeholder.STATEMENT, stream(document, evidence.statement()));
      held.setItem(Placeholder.SEALED_INK, stream(document, evidence.sealedInk()));
      signature.getCOSObject().setItem(COSName.getPDFName(Placeholder.EVIDENCE), held);
    }
    return signature;
  }

  // ISO 32000-2, 12.8.2.2 and table 263.
  private void certify(PDDocument document, COSDictionary signature) {
    COSDictionary parameters = new COSDictionary();
    parameters.setName(COSName.TYPE, "TransformParams");
    parameters.setName(COSName.V, "1.2");
    parameters.setInt(COSName.P, permission);
    COSDictionary reference = new COSDictionary();
    reference.setName(COSName.TYPE, "SigRef");
    reference.setName("TransformMethod", "DocMDP");
    reference.setItem("TransformParams", parameters);
    COSArray references = new COSArray(List.of(reference));
    references.setDirect(true);
    signature.setItem(COSName.REFERENCE, references);
    COSDictionary permissions = new COSDictionary();
    permissions.setDirect(true);
    permissions.setItem(COSName.DOCMDP, signature);
    COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
    catalog.setItem(COSName.PERMS, permissions);
    catalog.setNeedToBeUpdated(true);
  }

  private static COSStream stream(PDDocument document, Octets bytes) throws IOException {
    COSStream stream = document.getDocument().createCOSStream();
    try (OutputStream out = stream.createOutputStream()) {
      out.write(bytes.bytes());
    }
    return stream;
  }
}
