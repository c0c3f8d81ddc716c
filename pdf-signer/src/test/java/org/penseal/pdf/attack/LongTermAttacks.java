// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.CONTENT;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.REMARK;
import static org.penseal.pdf.attack.Contract.REMARK_LOOK;

import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Placement;
import org.penseal.signature.Level;
import org.penseal.trust.embedded.TestAuthority;

/**
 * Time-stamps and long-term data that were moved, exchanged, emptied, or bless what they must not.
 */
final class LongTermAttacks {
  private static final Placement EXPERT = new Placement.Field("expert");

  private final CaseList cases = new CaseList(true);
  private final Signers signers;
  private final LongTermFiles maker;
  private final byte[] stamped;
  private final byte[] archived;

  private LongTermAttacks(Signers signers) throws Exception {
    this.signers = signers;
    this.maker = signers.longTerm();
    this.stamped = maker.stamped(signers.plain(), EXPERT, 0);
    this.archived = maker.documentStamped(maker.extended(stamped, Level.LT));
  }

  static List<Case> of(Signers signers) throws Exception {
    LongTermAttacks made = new LongTermAttacks(signers);
    made.tokens();
    made.documentStamps();
    made.blessed();
    made.store();
    made.events();
    return made.cases.all();
  }

  /** The message with these tokens and no others. */
  static byte[] retimed(byte[] message, byte @Nullable []... tokens) throws Exception {
    SignedData data = SignedData.getInstance(ContentInfo.getInstance(message).getContent());
    SignerInfo old = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    ASN1Set unsigned = null;
    if (tokens.length > 0) {
      ASN1Primitive[] values = new ASN1Primitive[tokens.length];
      for (int i = 0; i < tokens.length; i++) {
        values[i] = ASN1Primitive.fromByteArray(tokens[i]);
      }
      unsigned =
          new DERSet(
              new Attribute(
                  PKCSObjectIdentifiers.id_aa_signatureTimeStampToken, new DLSet(values)));
    }
    SignerInfo signer =
        new SignerInfo(
            old.getSID(),
            old.getDigestAlgorithm(),
            old.getAuthenticatedAttributes(),
            old.getDigestEncryptionAlgorithm(),
            old.getEncryptedDigest(),
            unsigned);
    SignedData made =
        new SignedData(
            data.getDigestAlgorithms(),
            data.getEncapContentInfo(),
            data.getCertificates(),
            data.getCRLs(),
            new DLSet(signer));
    return new ContentInfo(CMSObjectIdentifiers.signedData, made).getEncoded(ASN1Encoding.DL);
  }

  /** The token of a message. */
  static byte[] token(byte[] message) throws Exception {
    SignedData data = SignedData.getInstance(ContentInfo.getInstance(message).getContent());
    SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
    for (var each : signer.getUnauthenticatedAttributes()) {
      Attribute attribute = Attribute.getInstance(each);
      if (attribute.getAttrType().equals(PKCSObjectIdentifiers.id_aa_signatureTimeStampToken)) {
        return attribute.getAttributeValues()[0].toASN1Primitive().getEncoded(ASN1Encoding.DL);
      }
    }
    throw new IllegalArgumentException("no token");
  }

  private static byte[] value(byte[] message) {
    SignedData data = SignedData.getInstance(ContentInfo.getInstance(message).getContent());
    return SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0))
        .getEncryptedDigest()
        .getOctets();
  }

  private void tokens() throws Exception {
    cases.family("timestamp");
    Message own = Message.last(stamped);
    byte[] message = own.der();
    byte[] other = Message.last(maker.stamped(signers.plain(), EXPERT, 0)).der();
    String imprint = "timestamp-imprint-mismatch";
    cases.add(
        "of-another-signature", imprint, stamped, own.replaced(retimed(message, token(other))));
    cases.add(
        "over-other-data", imprint, stamped, own.replaced(retimed(message, maker.token(message))));
    Message bare = Message.last(signers.approval());
    cases.add(
        "borrowed",
        imprint,
        signers.approval(),
        bare.replaced(retimed(bare.der(), token(message))));
    byte[] damaged = token(message);
    damaged[damaged.length - 3] ^= 1;
    cases.add(
        "damaged",
        "timestamp-signature-mismatch",
        stamped,
        own.replaced(retimed(message, damaged)));
    cases.add(
        "signature-as-token",
        "timestamp-not-parsable",
        stamped,
        own.replaced(retimed(message, message)));
    try (LongTermFiles stranger = new LongTermFiles(signers.folder, TestAuthority.Kind.ECDSA)) {
      cases.add(
          "of-a-stranger",
          "timestamp-root-not-trusted",
          stamped,
          own.replaced(retimed(message, stranger.token(value(message)))));
    }
  }

  private void documentStamps() throws Exception {
    cases.family("document-timestamp");
    Message own = Message.last(archived);
    byte[] message = own.der();
    cases.add(
        "over-other-data",
        "timestamp-imprint-mismatch",
        archived,
        own.replaced(maker.token(message)));
    byte[] elsewhere = maker.documentStamped(signers.approval());
    cases.add(
        "of-another-file",
        "timestamp-imprint-mismatch",
        archived,
        own.replaced(Message.last(elsewhere).der()));
    cases.add(
        "that-is-a-signature",
        "cms-not-parsable",
        archived,
        own.replaced(Message.last(stamped).der()));
    cases.add(
        "that-is-a-signature-token",
        "timestamp-imprint-mismatch",
        archived,
        own.replaced(token(Message.last(stamped).der())));
    int stamp = new PdfUpdate(archived).number("ETSI\\.RFC3161");
    int field = new PdfUpdate(archived).number("/V " + stamp + " 0 R");
    cases.update(
        "in-a-second-field",
        "signature-copied",
        archived,
        u ->
            u.put(u.fresh(), "<</FT/Sig/T(copy)/V " + stamp + " 0 R>>")
                .change(FORM, "/Fields\\s*\\[", "/Fields[" + (u.fresh() - 1) + " 0 R "));
    cases.update(
        "dictionary-copied",
        "byte-range-hole-in-another-object",
        archived,
        u ->
            u.put(u.fresh(), u.body(stamp))
                .put(u.fresh(), "<</FT/Sig/T(copy)/V " + (u.fresh() - 1) + " 0 R>>")
                .change(FORM, "/Fields\\s*\\[", "/Fields[" + (u.fresh() - 1) + " 0 R "));
    cases.update(
        "taken-out",
        "signed-field-changed",
        archived,
        u -> u.change(field, "/V " + stamp + " 0 R", ""));
    cases.update(
        "made-visible",
        "signed-field-changed",
        archived,
        u -> u.change(field, "/Rect\\s*\\[.*?\\]", "/Rect[60 690 300 720]/AP<</N 16 0 R>>"));
    cases.update(
        "as-a-signature",
        "signed-field-changed",
        archived,
        u ->
            u.put(u.fresh(), u.body(stamp))
                .change(10, "/V\\s+\\d+ 0 R", "/V " + (u.fresh() - 1) + " 0 R"));
    cases.octets(
        "octet-under-it",
        "timestamp-imprint-mismatch",
        archived,
        t -> t.replaceFirst("(/Type\\s*/DS)S", "$1X"));
  }

  private static PdfUpdate page(byte[] signed) {
    PdfUpdate update = new PdfUpdate(signed);
    return update.put(CONTENT, update.body(28));
  }

  // The archive time-stamp covers the change: it is as intact as any, and proves nothing for it.
  private void blessed() throws Exception {
    cases.family("blessed");
    String content = "page-content-changed";
    cases.add("page", content, stamped, maker.documentStamped(page(stamped).bytes()));
    cases.add("of-what-nobody-signed", "timestamps-only", maker.documentStamped(signers.plain()));
    cases.add(
        "page-of-unstamped",
        content,
        signers.approval(),
        maker.documentStamped(page(signers.approval()).bytes()));
    cases.add("page-between-two", content, archived, maker.documentStamped(page(archived).bytes()));
    cases.add("page-after", content, archived, page(archived).bytes());
    byte[] certified = maker.stamped(signers.plain(), EXPERT, 1);
    PdfUpdate filled = new PdfUpdate(certified);
    byte[] forbidden =
        filled.change(REMARK, "\\(ok\\)", "(yes)").put(REMARK_LOOK, Contract.look("yes")).bytes();
    cases.add("form-under-p1", "field-filled", certified, maker.documentStamped(forbidden));
    PdfUpdate noted = new PdfUpdate(stamped);
    noted
        .put(noted.fresh(), "<</Type/Annot/Subtype/Stamp/Rect[60 690 300 720]>>")
        .change(PAGE, "/Annots\\s*\\[", "/Annots[" + (noted.fresh() - 1) + " 0 R ");
    cases.add("annotation", "annotation-added", stamped, maker.documentStamped(noted.bytes()));
    byte[] appended = new PdfUpdate(stamped).lead("6 0 obj\n<<>>\nendobj\n").bytes();
    cases.add("second-body", "object-twice", stamped, maker.documentStamped(appended));
  }

  private void store() throws Exception {
    cases.family("dss");
    String removed = "long-term-data-removed";
    PdfUpdate seen = new PdfUpdate(archived);
    int store = seen.number("/Type\\s*/DSS");
    int stream = first(seen.body(store), "Certs", seen);
    String all = seen.body(store);
    cases.update("emptied", removed, archived, u -> u.put(store, "<</Type/DSS>>"));
    cases.update(
        "lists-taken-out", removed, archived, u -> u.put(store, all.replace("/CRLs", "/CRLx")));
    cases.update(
        "taken-out",
        "catalog-changed",
        archived,
        u -> u.change(u.catalog(), "/DSS\\s+\\d+ 0 R", ""));
    cases.update(
        "another-in-place",
        removed,
        archived,
        u ->
            u.put(u.fresh(), PdfUpdate.streamBody("", "abc"))
                .change(
                    u.catalog(),
                    "/DSS\\s+\\d+ 0 R",
                    "/DSS<</Certs[" + (u.fresh() - 1) + " 0 R]>>"));
    for (String type : List.of("ObjStm", "XRef", "Page")) {
      cases.update(
          "calls-itself-" + type,
          "catalog-changed",
          archived,
          u ->
              u.put(u.fresh(), PdfUpdate.streamBody("/Type/" + type, "abc"))
                  .put(store, all.replaceFirst("/Certs\\s*\\[", "$0" + (u.fresh() - 1) + " 0 R ")));
    }
    cases.update("content-exchanged", removed, archived, u -> u.stream(stream, "", "abc"));
    cases.update("content-freed", "catalog-changed", archived, u -> u.free(stream));
    cases.update(
        "as-array", "catalog-changed", archived, u -> u.put(store, "[" + stream + " 0 R]"));
    cases.update(
        "page-content-held",
        "page-content-changed",
        archived,
        u -> u.put(store, all.replace("/Certs", "/More[6 0 R]/Certs")).put(CONTENT, u.body(28)));
    cases.update(
        "page-content-listed",
        "page-content-changed",
        archived,
        u -> u.put(store, all.replaceFirst("/Certs\\s*\\[", "$06 0 R ")).put(CONTENT, u.body(28)));
    String catalog = "<</Type/Catalog/Pages<</Type/Pages/Count 1/Kids[4 0 R]>>>>";
    for (String data : List.of("/DL", "/DecodeParms", "/DecodeParms[null ")) {
      String end = data.contains("[") ? "]" : "";
      cases.update(
          "leads-to-catalog-" + data.length(),
          "catalog-changed",
          archived,
          u ->
              u.put(90, catalog)
                  .put(91, PdfUpdate.streamBody(data + " 90 0 R" + end, "abc"))
                  .put(store, all.replaceFirst("/Certs\\s*\\[", "$091 0 R ")));
    }
    cases.update(
        "related-to-catalog",
        "catalog-changed",
        archived,
        u ->
            u.put(90, catalog)
                .put(store, all.replaceFirst("/Certs", "/VRI<</Type 90 0 R>>/Certs")));
    byte[] emptied = new PdfUpdate(archived).put(store, "<</Type/DSS>>").bytes();
    cases.add("emptied-then-stamped", removed, archived, maker.documentStamped(emptied));
  }

  private static int first(String body, String name, PdfUpdate update) {
    String text = body.replaceAll("(?s).*/" + name + "\\s+(\\d+ 0 R|\\[.*?\\]).*", "$1");
    if (!text.startsWith("[")) {
      text = update.body(Integer.parseInt(text.split(" ")[0]));
    }
    return Integer.parseInt(text.replaceAll("(?s)[^0-9]*(\\d+) 0 R.*", "$1"));
  }

  private void events() throws Exception {
    cases.family("event");
    byte[] event = signers.event(signers.plain(), EXPERT);
    Message own = Message.last(event);
    byte[] message = own.der();
    cases.add(
        "timestamp-taken-out",
        "one-time-certificate-without-timestamp",
        event,
        own.replaced(retimed(message)));
    byte[] other = Message.last(signers.event(signers.plain(), EXPERT)).der();
    cases.add(
        "timestamp-of-another",
        "timestamp-imprint-mismatch",
        event,
        own.replaced(retimed(message, token(other))));
    cases.add("message-of-another", "digest-mismatch", event, own.replaced(other));
    cases.add("page", "page-content-changed", event, page(event).bytes());
    cases.add(
        "page-blessed", "page-content-changed", event, maker.documentStamped(page(event).bytes()));
    String dictionary = new PdfUpdate(event).body(ByteAttacks.signature(event));
    for (String held : List.of("Manifest", "Statement")) {
      String pattern = "(?s).*/" + held + "\\s+(\\d+) 0 R.*";
      if (dictionary.matches(pattern)) {
        int stream = Integer.parseInt(dictionary.replaceAll(pattern, "$1"));
        cases.update(
            held + "-exchanged", "signed-field-changed", event, u -> u.stream(stream, "", "{}"));
      }
    }
  }
}
