// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.penseal.pdf.Placement;

/** Strings and streams of encrypted files that only some readers exempt from decryption. */
final class ExemptAttacks {
  private static final List<String> KINDS = List.of("aes", "rc4", "aes-256");
  private static final Placement EXPERT = new Placement.Field("expert");
  private static final String FORM = "/Subtype/Form/BBox[0 0 595 842]";
  private static final String WORDS = "BT 0 g /Helv 14 Tf 60 620 Td (or rather 900 EUR) Tj ET";
  private static final String IDENTITY = "/Filter[/Crypt]/DecodeParms[<</Name/Identity>>]";

  private final CaseList cases = new CaseList(true).family("exempt");
  private final Signers signers;

  private ExemptAttacks(Signers signers) {
    this.signers = signers;
  }

  static List<Case> of(Signers signers) throws Exception {
    ExemptAttacks made = new ExemptAttacks(signers);
    String type = "/Type/Metadata";
    String place = "/X1 13 0 R";
    for (String kind : KINDS) {
      made.called("form", kind, type + FORM, Contract.PAGES, place, place + "/Metadata 31 0 R");
      made.called("xml", kind, type + "/Subtype/XML", Contract.PAGES, place, "/Metadata 31 0 R");
      made.called("look", kind, type + "/Subtype/XML", Contract.AGREE, "/Yes 17", "/Metadata 31");
      made.called("no-xml", kind, type, Contract.CATALOG, ">>>>>>", ">>>>/Metadata 31 0 R>>");
      made.note(kind, "type", "/Type/Sig");
      made.note(kind, "range", "/ByteRange[0 1 2 3]");
    }
    made.packedWithFilter();
    made.packedEncryption();
    made.shownEncryption();
    return made.cases.all();
  }

  // Metadata only by its name, which the file chose for something else.
  private void called(String name, String kind, String entries, int at, String place, String by)
      throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    objects.set(at - 1, objects.get(at - 1).replace(place, by));
    objects.add(PdfUpdate.streamBody(entries, WORDS));
    add("called-metadata-" + name + "-" + kind, kind, objects);
  }

  // A note that calls itself a signature.
  private void note(String kind, String name, String entries) throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    objects.set(2, objects.get(2).replace("30 0 R", "30 0 R 31 0 R"));
    objects.add(
        "<<"
            + entries
            + "/Subtype/FreeText/Rect[60 500 300 540]/F 4/DA(/Helv 10 Tf 0 g)/Contents(900 EUR)>>");
    add("note-with-" + name + "-" + kind, kind, objects);
  }

  private void add(String name, String kind, List<String> objects) throws Exception {
    Path plain = Contract.write(signers.folder.resolve("plain.pdf"), objects, false);
    byte[] file = CipherAttacks.encrypted(signers.folder, kind, plain);
    cases.add(name, "decrypted-differently", signers.sign(file, "rsa", EXPERT, 0));
  }

  // No reference leads to an object stream.
  private void packedWithFilter() throws Exception {
    byte[] signed = signers.sign(encrypted("aes-256"), "rsa", EXPERT, 0);
    byte[] key;
    try (PDDocument document = Loader.loadPDF(signed)) {
      key = document.getEncryption().getSecurityHandler().getEncryptionKey();
    }
    for (String subtype : List.of("", "/Subtype/XML")) {
      PdfUpdate update = new PdfUpdate(signed);
      int holder = update.fresh();
      int page = update.number("/Annots \\[");
      String head = page + " 0 ";
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
      byte[] objects = (head + update.body(page)).getBytes(StandardCharsets.ISO_8859_1);
      String data =
          "\0".repeat(16) + new String(cipher.doFinal(objects), StandardCharsets.ISO_8859_1);
      String entries = "/Type/ObjStm/N 1/First " + head.length() + subtype + IDENTITY;
      update.stream(holder, entries, data).entryOf(page, 2, holder).asStream(true);
      String name = "packed-with-filter" + (subtype.isEmpty() ? "" : "-xml");
      cases.add(name, "decrypted-differently", signed, update.bytes());
    }
  }

  // The object stream is read before it could be decrypted, and kept as it is.
  private void packedEncryption() throws Exception {
    PdfUpdate update = new PdfUpdate(encrypted("rc4"));
    int encryption = update.number("/Filter /Standard");
    update.pack(encryption, update.body(encryption));
    byte[] signed = signers.sign(update.bytes(), "rsa", EXPERT, 0);
    cases.add("packed-encryption", "decrypted-differently", signed);
  }

  // A note that holds how the file is encrypted, and is not encrypted itself.
  private void shownEncryption() throws Exception {
    for (String kind : KINDS) {
      PdfUpdate update = new PdfUpdate(encrypted(kind));
      int encryption = update.number("/Filter /Standard");
      String note = "/Type/Annot/Subtype/FreeText/Rect[60 500 300 540]/F 4/Contents(900 EUR)";
      update.with(encryption, note);
      update.change(
          update.number("/Annots \\["), "/Annots \\[", "/Annots [" + encryption + " 0 R ");
      byte[] signed = signers.sign(update.bytes(), "rsa", EXPERT, 0);
      cases.add("shown-encryption-" + kind, "decrypted-differently", signed);
    }
  }

  private byte[] encrypted(String kind) throws Exception {
    Path plain = Contract.write(signers.folder.resolve("plain.pdf"), "", false);
    return CipherAttacks.encrypted(signers.folder, kind, plain);
  }

  /** Metadata in clear of pages and forms; and what is signed once more. */
  static List<Case> harmless(Signers signers) throws Exception {
    ExemptAttacks made = new ExemptAttacks(signers);
    CaseList harmless = new CaseList(false).family("exempt");
    for (String kind : KINDS) {
      PdfUpdate update = new PdfUpdate(made.encrypted(kind));
      int added = update.fresh();
      update.stream(added, "/Type/Metadata/Subtype/XML", "<x>in clear</x>");
      update.with(update.number("/Annots \\["), "/Metadata " + added + " 0 R");
      update.with(update.number("/OFF \\["), "/Metadata " + added + " 0 R");
      byte[] signed = signers.sign(update.bytes(), "rsa", EXPERT, 0);
      harmless.add("metadata-of-a-page-" + kind, "", signed);
      byte[] twice = signers.sign(signed, "sm2", new Placement.Field("second"), 0);
      harmless.add("signed-twice-" + kind, "", twice);
    }
    return harmless.all();
  }
}
