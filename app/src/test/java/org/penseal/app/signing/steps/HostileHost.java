// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Calendar;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.cos.Placeholder;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;

/**
 * A host with a program of its own, which signs a document together with evidence and changes it in
 * one and the same update.
 */
record HostileHost(SigningKey key, EvidenceStreams evidence) {
  private static final int HOLE_BYTES = 12_000;

  /** What the update does besides. */
  interface Edit {
    /** Nothing. */
    Edit NONE = document -> {};

    void of(PDDocument document) throws IOException;
  }

  Path sign(Path document, Edit edit, Path out) throws Exception {
    try (PDDocument opened = Loader.loadPDF(document.toFile());
        SignatureOptions options = new SignatureOptions();
        OutputStream file = Files.newOutputStream(out)) {
      edit.of(opened);
      options.setPreferredSignatureSize(HOLE_BYTES + 2 * evidence.manifest().size());
      opened.addSignature(signature(opened), options);
      ExternalSigningSupport support = opened.saveIncrementalForExternalSigning(file);
      support.setSignature(message(support.getContent().readAllBytes()));
    }
    return out;
  }

  private byte[] message(byte[] covered) throws Exception {
    Hashing hashing = Hashing.jca();
    Octets digest = Octets.of(hashing.start(key.suite().digest()).digest(covered));
    SignedAttributes attributes =
        SignedAttributes.forFile(
            CMSObjectIdentifiers.data,
            key.suite(),
            digest,
            key.chain().getFirst(),
            Instant.now(),
            hashing);
    byte[] value = key.sign(attributes.der().bytes());
    return CmsSignature.assemble(attributes, value, key.chain()).der().bytes();
  }

  private PDSignature signature(PDDocument document) throws IOException {
    PDSignature signature = new PDSignature();
    signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
    signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
    signature.setSignDate(Calendar.getInstance());
    COSDictionary held = new COSDictionary();
    held.setDirect(true);
    held.setItem(Placeholder.MANIFEST, stream(document, evidence.manifest()));
    held.setItem(Placeholder.STATEMENT, stream(document, evidence.statement()));
    held.setItem(Placeholder.SEALED_INK, stream(document, evidence.sealedInk()));
    signature.getCOSObject().setItem(COSName.getPDFName(Placeholder.EVIDENCE), held);
    return signature;
  }

  private static COSStream stream(PDDocument document, Octets bytes) throws IOException {
    COSStream stream = document.getDocument().createCOSStream();
    try (OutputStream out = stream.createOutputStream()) {
      out.write(bytes.bytes());
    }
    return stream;
  }
}
