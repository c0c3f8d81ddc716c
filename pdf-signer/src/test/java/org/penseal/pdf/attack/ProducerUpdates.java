// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import static org.penseal.pdf.attack.Contract.CATALOG;
import static org.penseal.pdf.attack.Contract.FORM;
import static org.penseal.pdf.attack.Contract.LINK;
import static org.penseal.pdf.attack.Contract.PAGE;
import static org.penseal.pdf.attack.Contract.SECOND;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.ExternalSigningSupport;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.SignatureOptions;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSigProperties;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.visible.PDVisibleSignDesigner;
import org.penseal.pdf.Placement;
import org.penseal.signature.Level;

/** Ways in which single programs write what all of them may write. */
final class ProducerUpdates {
  private static final Placement EXPERT = new Placement.Field("expert");
  private static final Placement AT = new Placement.At(1, 330, 200, 120, 50);
  private static final Placement NEXT = new Placement.At(1, 330, 120, 120, 50);
  private static final String OFFICE = "../testdata/pdf/libreoffice-";
  private static final String LOOK =
      "/Type/XObject/Subtype/Form/BBox[0 0 200 20]/Resources<</Font<</Helv 9 0 R>>>>";
  private static final int TEMPLATE = 31;
  private static final int LOCK = 74;
  private static final int PARAMETERS = 75;

  private final CaseList cases = new CaseList(false);
  private final Signers signers;

  private ProducerUpdates(Signers signers) {
    this.signers = signers;
  }

  static List<Case> of(Signers signers) throws Exception {
    ProducerUpdates made = new ProducerUpdates(signers);
    made.acrobat();
    made.placeholders();
    made.office();
    made.boxes();
    made.stores();
    made.notes();
    return made.cases.all();
  }

  private byte[] base(UnaryOperator<String> edit) throws Exception {
    List<String> objects = new ArrayList<>(Contract.objects(""));
    objects.add(PdfUpdate.streamBody(LOOK, "0.9 g 0 0 200 20 re f"));
    objects.replaceAll(edit);
    Path file = signers.folder.resolve("base.pdf");
    return Files.readAllBytes(Contract.write(file, objects, false));
  }

  private byte[] signed(UnaryOperator<String> edit, int permission) throws Exception {
    return signers.sign(base(edit), "ecdsa", EXPERT, permission);
  }

  private void second(String name, byte[] signed, UnaryOperator<PdfUpdate> update)
      throws Exception {
    cases.add(name, "", HandSigned.of(signed, update, signers.key("ecdsa")));
  }

  private static PdfUpdate field(PdfUpdate update, String added) {
    return update.with(SECOND, "/V " + HandSigned.VALUE + " 0 R" + added);
  }

  // Form and lock become objects of their own, flags are written again, dates and XMP follow.
  private void acrobat() throws Exception {
    cases.family("acrobat");
    String form = Contract.objects("").get(FORM - 1);
    UnaryOperator<String> direct =
        body -> body.replace("/AcroForm 5 0 R", "/AcroForm" + form).replace("/T(second)", locked());
    for (int permission : List.of(0, 2, 3)) {
      byte[] signed = signed(direct, permission);
      second("signs-under-p" + permission, signed, ProducerUpdates::likeAcrobat);
    }
  }

  private static String locked() {
    return "/T(second)/Ff 0/Lock<</Type/SigFieldLock/Action/Include/Fields[(remark)]>>";
  }

  private static PdfUpdate likeAcrobat(PdfUpdate update) {
    String catalog = update.body(CATALOG);
    int start = catalog.indexOf("/AcroForm") + "/AcroForm".length();
    int end = catalog.indexOf("/OCProperties");
    String rest = catalog.substring(start, end);
    // Whatever our own signer wrote between them stays in the catalog.
    int depth = 0;
    int close = 0;
    for (int i = rest.indexOf("<<"); i < rest.length() - 1 && close == 0; i++) {
      if (rest.startsWith("<<", i)) {
        depth++;
        i++;
      } else if (rest.startsWith(">>", i)) {
        depth--;
        i++;
        close = depth == 0 ? i + 1 : 0;
      }
    }
    update.put(PARAMETERS, rest.substring(0, close));
    update.put(
        CATALOG,
        catalog.substring(0, start)
            + " "
            + PARAMETERS
            + " 0 R"
            + rest.substring(close)
            + catalog.substring(end));
    update.put(LOCK, "<</Type/SigFieldLock/Action/Include/Fields[(remark)]>>");
    String field = update.body(SECOND);
    update.put(
        SECOND,
        field
            .replaceFirst("(?s)/Lock\\s*<<.*?>>", "/Lock " + LOCK + " 0 R")
            .replaceFirst("/FT", "/V " + HandSigned.VALUE + " 0 R/M(D:20261121101530Z)/FT"));
    update.put(8, "<</Producer(RawPdf)/ModDate(D:20261121101530Z)>>");
    return update;
  }

  // A look that says where to sign is exchanged when somebody does, in place or by a new one.
  private void placeholders() throws Exception {
    cases.family("placeholder");
    UnaryOperator<String> held =
        body -> body.replace("/T(second)", "/T(second)/AP<</N " + TEMPLATE + " 0 R>>");
    String shown = PdfUpdate.streamBody(LOOK, "0 0 1 RG 2 2 m 90 18 l S");
    for (int permission : List.of(0, 2, 3)) {
      byte[] signed = signed(held, permission);
      second("in-place-under-p" + permission, signed, u -> field(u, "").put(TEMPLATE, shown));
      second(
          "new-look-under-p" + permission,
          signed,
          u -> {
            int look = u.fresh();
            u.put(look, shown);
            String body = u.body(SECOND).replace(TEMPLATE + " 0 R", look + " 0 R");
            return u.put(SECOND, body.replaceFirst("/FT", "/V " + HandSigned.VALUE + " 0 R/FT"));
          });
    }
  }

  private void office() throws Exception {
    cases.family("office");
    byte[] hybrid = Files.readAllBytes(Path.of(OFFICE + "hybrid.pdf"));
    // The embedded source left out: its number dangles just where the next object comes.
    String text = new String(hybrid, StandardCharsets.ISO_8859_1);
    byte[] dangling =
        text.replace("text 1 0 R ", "text 27 0 R").getBytes(StandardCharsets.ISO_8859_1);
    byte[] once = signers.sign(dangling, "ecdsa", AT, 0);
    cases.add("dangling-source-signed", "", once);
    byte[] twice = signers.sign(once, "rsa", NEXT, 0);
    cases.add("dangling-source-signed-twice", "", twice);
    cases.add("dangling-source-p2", "", second(signers.sign(dangling, "ecdsa", AT, 2)));
    byte[] plain = signers.sign(Files.readAllBytes(Path.of(OFFICE + "plain.pdf")), "rsa", AT, 2);
    cases.update("every-object-again", "", plain, ProducerUpdates::everything);
    byte[] archive =
        signers.sign(Files.readAllBytes(Path.of(OFFICE + "archive.pdf")), "rsa", AT, 2);
    cases.update(
        "metadata-rewritten",
        "",
        archive,
        u ->
            u.put(
                u.number("/Type\\s*/Metadata"),
                PdfUpdate.streamBody(
                    "/Type/Metadata/Subtype/XML",
                    "<x:xmpmeta xmlns:x='adobe:ns:meta/'><a>2026-11-21</a></x:xmpmeta>")));
  }

  private byte[] second(byte[] signed) throws Exception {
    return signers.sign(signed, "rsa", NEXT, 0);
  }

  // As who saves a whole table does; the signature itself stays where it is.
  private static PdfUpdate everything(PdfUpdate update) {
    int next = update.next();
    for (int number = 1; number < next; number++) {
      if (update.offset(number) > 0 && !update.body(number).contains("/ByteRange")) {
        update.again(number);
      }
    }
    return update;
  }

  // PDFBox signs by itself, OpenSSL makes its message.
  private void boxes() throws Exception {
    cases.family("pdfbox");
    for (int permission : List.of(0, 2, 3)) {
      byte[] office =
          signers.sign(Files.readAllBytes(Path.of(OFFICE + "tagged.pdf")), "ecdsa", AT, permission);
      cases.add("signs-tagged-under-p" + permission, "", byPdfBox(office, false));
      cases.add("signs-tagged-visibly-under-p" + permission, "", byPdfBox(office, true));
      byte[] contract = signers.contract("rsa", permission, "", false);
      cases.add("signs-form-under-p" + permission, "", byPdfBox(contract, false));
      cases.add("signs-form-visibly-under-p" + permission, "", byPdfBox(contract, true));
    }
  }

  private byte[] byPdfBox(byte[] file, boolean visible) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PDDocument document = Loader.loadPDF(file);
        SignatureOptions options = new SignatureOptions()) {
      PDSignature signature = new PDSignature();
      signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
      signature.setSubFilter(org.apache.pdfbox.cos.COSName.getPDFName("ETSI.CAdES.detached"));
      signature.setName("Li Na");
      signature.setSignDate(Calendar.getInstance());
      options.setPreferredSignatureSize(6000);
      if (visible) {
        options.setVisualSignature(properties(file));
        options.setPage(0);
      }
      document.addSignature(signature, options);
      ExternalSigningSupport external = document.saveIncrementalForExternalSigning(out);
      Path content = Files.createTempFile(signers.folder, "content-", ".bin");
      Files.write(content, external.getContent().readAllBytes());
      external.setSignature(OpensslMessage.over(content, signers.opensslRsa(), OpensslMessage.RSA));
    }
    return out.toByteArray();
  }

  private static PDVisibleSigProperties properties(byte[] file) throws Exception {
    java.awt.image.BufferedImage ink = new java.awt.image.BufferedImage(80, 40, 1);
    java.awt.Graphics2D pen = ink.createGraphics();
    pen.setColor(java.awt.Color.WHITE);
    pen.fillRect(0, 0, 80, 40);
    pen.setColor(java.awt.Color.BLUE);
    pen.drawLine(5, 35, 70, 8);
    pen.dispose();
    PDVisibleSignDesigner designer =
        new PDVisibleSignDesigner(new RandomAccessReadBuffer(file), ink, 1);
    designer.xAxis(430).yAxis(PDRectangle.A4.getHeight() - 90).width(80).height(40);
    PDVisibleSigProperties properties = new PDVisibleSigProperties();
    properties.signerName("Li Na").preferredSize(0).page(1).visualSignEnabled(true);
    properties.setPdVisibleSignature(designer);
    properties.buildSignature();
    return properties;
  }

  private void stores() throws Exception {
    cases.family("store");
    LongTermFiles maker = signers.longTerm();
    byte[] archived = maker.extended(maker.stamped(signers.plain(), EXPERT, 2), Level.LTA);
    PdfUpdate seen = new PdfUpdate(archived);
    int store = seen.number("/Type\\s*/DSS");
    String single = seen.body(store).replaceAll("(?s).*/Certs\\s*\\[\\s*(\\d+ 0 R).*", "$1");
    cases.update(
        "orphaned-vri",
        "",
        archived,
        u -> u.again(store).put(u.fresh(), "<</Type/VRI/Cert[" + single + "]>>"));
    cases.update(
        "lists-apart",
        "",
        archived,
        u -> {
          String body = u.body(store);
          String list = body.replaceAll("(?s).*/Certs\\s*(\\[.*?\\]).*", "$1");
          int number = u.fresh();
          u.put(number, list);
          return u.put(store, body.replace(list, " " + number + " 0 R"));
        });
    cases.update(
        "order-reversed",
        "",
        archived,
        u -> {
          String body = u.body(store);
          String list = body.replaceAll("(?s).*/Certs\\s*\\[(.*?)\\].*", "$1");
          List<String> entries =
              new ArrayList<>(List.of(list.strip().split("(?<=R)\\s+"))).reversed();
          return u.put(store, body.replace(list, String.join(" ", entries)));
        });
  }

  private void notes() throws Exception {
    cases.family("note");
    String note = "<</Type/Annot/Subtype/Text/Rect[400 600 420 620]/Contents(x)/P 3 0 R";
    byte[] input =
        new PdfUpdate(signers.plain())
            .put(40, note + "/Popup 41 0 R>>")
            .put(41, "<</Type/Annot/Subtype/Popup/Rect[430 600 500 640]/Parent 40 0 R/P 3 0 R>>")
            .change(PAGE, "/Annots\\s*\\[", "/Annots[40 0 R 41 0 R ")
            .bytes();
    byte[] signed = signers.sign(input, "ecdsa", EXPERT, 3);
    UnaryOperator<PdfUpdate> without = u -> u.change(PAGE, "40 0 R\\s+41 0 R\\s+", "");
    cases.update("removed-with-popup", "", signed, without);
    cases.update("removed-and-freed", "", signed, u -> without.apply(u).free(40).free(41));
    cases.update("removed-and-null", "", signed, u -> without.apply(u).put(40, "null"));
    cases.update(
        "removed-and-rewritten", "", signed, u -> without.apply(u).put(40, note + "/F 2>>"));
    cases.update("changed", "", signed, u -> u.change(40, "\\(x\\)", "(y)"));
    cases.update("moved", "", signed, u -> u.change(40, "400 600 420 620", "410 605 430 625"));
    cases.update("link-removed", "", signed, u -> u.change(PAGE, "\\b" + LINK + " 0 R", ""));
    cases.update("answered", "", signed, u -> answered(u, note));
    cases.update(
        "list-apart",
        "",
        signed,
        u -> {
          String list = u.body(PAGE).replaceAll("(?s).*/Annots\\s*(\\[.*?\\]).*", "$1");
          int number = u.fresh();
          u.put(number, list.replaceFirst("40 0 R\\s+41 0 R\\s+", ""));
          return u.put(PAGE, u.body(PAGE).replace(list, " " + number + " 0 R"));
        });
    cases.update("tabs-by-row", "", signed, u -> u.with(PAGE, "/Tabs/R"));
  }

  private static PdfUpdate answered(PdfUpdate update, String note) {
    int answer = update.fresh();
    return update
        .put(answer, note + "/IRT 40 0 R/RT/R/T(B)>>")
        .change(PAGE, "/Annots\\s*\\[", "/Annots[" + answer + " 0 R ");
  }
}
