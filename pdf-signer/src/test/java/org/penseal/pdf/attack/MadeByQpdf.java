// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Tool;
import org.penseal.signature.Level;

/**
 * The contract as qpdf writes it: encrypted, linearised, in object streams; changed by PDFBox,
 * which knows how to encrypt.
 */
final class MadeByQpdf {
  interface Edit {
    void of(PDDocument document) throws IOException;
  }

  private static final Placement EXPERT = new Placement.Field("expert");
  private static final Placement SECOND = new Placement.Field("second");
  private static final Map<String, List<String>> KINDS = kinds();

  private final CaseList cases;
  private final Signers signers;

  private MadeByQpdf(boolean attack, Signers signers) {
    this.cases = new CaseList(attack);
    this.signers = signers;
  }

  private static Map<String, List<String>> kinds() {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    List<String> packed = List.of("--object-streams=generate");
    List<String> weak = List.of("--allow-weak-crypto", "--encrypt", "", "owner", "128");
    kinds.put("packed", packed);
    kinds.put("linearised", List.of("--linearize", "--object-streams=disable"));
    kinds.put("linearised-packed", List.of("--linearize", "--object-streams=generate"));
    kinds.put("aes-256", List.of("--encrypt", "", "owner", "256", "--"));
    kinds.put("aes-256-packed", with(packed, "--encrypt", "", "owner", "256", "--"));
    kinds.put("aes-128", with(weak, "--use-aes=y", "--"));
    kinds.put("rc4", with(weak, "--use-aes=n", "--"));
    return kinds;
  }

  private static List<String> with(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }

  static List<Case> attacks(Signers signers) throws Exception {
    MadeByQpdf made = new MadeByQpdf(true, signers);
    for (String kind : KINDS.keySet()) {
      made.cases.family(kind);
      made.forged(signers.sign(made.file(kind), "ecdsa", EXPERT, 0));
    }
    return made.cases.all();
  }

  static List<Case> harmless(Signers signers) throws Exception {
    MadeByQpdf made = new MadeByQpdf(false, signers);
    for (String kind : KINDS.keySet()) {
      made.cases.family(kind);
      made.honest(made.file(kind));
    }
    return made.cases.all();
  }

  private byte[] file(String kind) throws Exception {
    Path plain = Files.write(signers.folder.resolve("plain.pdf"), signers.plain());
    Path made = signers.folder.resolve("qpdf.pdf");
    List<String> command = new ArrayList<>(List.of("qpdf"));
    command.addAll(KINDS.get(kind));
    command.addAll(List.of(plain.toString(), made.toString()));
    Tool tool = Tool.run(command.toArray(String[]::new));
    if (tool.exit() != 0) {
      throw new IOException(tool.output());
    }
    return Files.readAllBytes(made);
  }

  /** An incremental update by PDFBox. */
  static byte[] edited(byte[] file, Edit edit) throws IOException {
    try (PDDocument document = Loader.loadPDF(file);
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      edit.of(document);
      document.saveIncremental(out);
      return out.toByteArray();
    }
  }

  private void edit(String name, String reason, byte[] signed, Edit edit) throws IOException {
    cases.add(name, reason, signed, edited(signed, edit));
  }

  private static void rewrite(COSStream stream, String content) throws IOException {
    try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
      out.write(content.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
    stream.setNeedToBeUpdated(true);
  }

  private static COSDictionary page(PDDocument document) {
    return document.getPage(0).getCOSObject();
  }

  private static COSStream content(PDDocument document) {
    return page(document).getCOSStream(COSName.CONTENTS);
  }

  private static COSDictionary field(PDDocument document, String name) {
    return document.getDocumentCatalog().getAcroForm().getField(name).getCOSObject();
  }

  private void forged(byte[] signed) throws Exception {
    String changed = "page-content-changed";
    edit("content", changed, signed, d -> rewrite(content(d), "BT (Pay 900) Tj ET"));
    edit(
        "content-of-other-page",
        changed,
        signed,
        d -> {
          page(d).setItem(COSName.CONTENTS, d.getPage(1).getCOSObject().getItem(COSName.CONTENTS));
          page(d).setNeedToBeUpdated(true);
        });
    edit(
        "rotated",
        changed,
        signed,
        d -> {
          page(d).setInt(COSName.ROTATE, 180);
          page(d).setNeedToBeUpdated(true);
        });
    edit(
        "font",
        "page-content-changed",
        signed,
        d -> {
          COSDictionary font =
              d.getDocumentCatalog()
                  .getAcroForm()
                  .getDefaultResources()
                  .getFont(COSName.getPDFName("Helv"))
                  .getCOSObject();
          font.setName(COSName.BASE_FONT, "Symbol");
          font.setNeedToBeUpdated(true);
        });
    edit(
        "look",
        "field-appearance-differs",
        signed,
        d -> {
          COSDictionary looks = field(d, "remark").getCOSDictionary(COSName.AP);
          rewrite(looks.getCOSStream(COSName.N), Contract.text("evil"));
        });
    edit(
        "field-moved",
        "field-changed",
        signed,
        d -> {
          field(d, "remark")
              .setItem(
                  COSName.RECT,
                  new org.apache.pdfbox.pdmodel.common.PDRectangle(60, 690, 300, 30).getCOSArray());
          field(d, "remark").setNeedToBeUpdated(true);
        });
    edit(
        "script",
        "catalog-changed",
        signed,
        d -> {
          COSDictionary action = new COSDictionary();
          action.setName(COSName.S, "JavaScript");
          action.setString(COSName.JS, "evil");
          d.getDocumentCatalog().getCOSObject().setItem("OpenAction", action);
          d.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
        });
    cases.add("page-then-stamp", changed, signed, blessed(signed));
  }

  private byte[] blessed(byte[] signed) throws Exception {
    byte[] evil = edited(signed, d -> rewrite(content(d), "BT (Pay 900) Tj ET"));
    return signers.longTerm().documentStamped(evil);
  }

  private void honest(byte[] file) throws Exception {
    byte[] signed = signers.sign(file, "ecdsa", EXPERT, 0);
    cases.add("signed", "", signed);
    cases.add("second", "", signers.sign(signed, "sm2", SECOND, 0));
    cases.add(
        "new-field", "", signers.sign(signed, "rsa", new Placement.At(1, 300, 600, 120, 50), 0));
    edit("filled", "", signed, MadeByQpdf::fill);
    cases.add(
        "updated-then-signed", "", signers.sign(edited(file, MadeByQpdf::fill), "rsa", EXPERT, 0));
    byte[] certified = signers.sign(file, "rsa", EXPERT, 2);
    edit("filled-under-p2", "", certified, MadeByQpdf::fill);
    byte[] lta =
        signers.longTerm().extended(signers.longTerm().stamped(file, EXPERT, 0), Level.LTA);
    cases.add("lta", "", lta);
    edit("lta-filled", "", lta, MadeByQpdf::fill);
    cases.add("lta-renewed", "", signers.longTerm().extended(lta, Level.LTA));
    edit(
        "information",
        "",
        signed,
        d -> {
          d.getDocumentInformation().setProducer("other");
          d.getDocumentInformation().getCOSObject().setNeedToBeUpdated(true);
        });
  }

  // PDFBox makes the appearance anew.
  private static void fill(PDDocument document) throws IOException {
    document.getDocumentCatalog().getAcroForm().getField("remark").setValue("yes");
    COSDictionary field = field(document, "remark");
    field.setNeedToBeUpdated(true);
    field.getCOSDictionary(COSName.AP).getCOSStream(COSName.N).setNeedToBeUpdated(true);
  }
}
