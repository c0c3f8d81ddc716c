// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Tool;
import org.penseal.signature.Level;

/**
 * What pdfTeX, LibreOffice, Chromium, Cairo and qpdf make, signed once and several times, filled,
 * annotated and extended, as far as the certification permits.
 */
final class MadeByPrograms {
  private static final Path KEPT = Path.of("../testdata/pdf");
  private static final Placement FIRST = new Placement.At(1, 330, 200, 120, 50);
  private static final Placement NEXT = new Placement.At(1, 330, 120, 120, 50);

  private final CaseList cases = new CaseList(false);
  private final Signers signers;

  private MadeByPrograms(Signers signers) {
    this.signers = signers;
  }

  /** What every program made, under every permission of a certification, and without one (0). */
  static List<Case> of(Signers signers) throws Exception {
    return of(signers, number -> List.of(0, 1, 2, 3));
  }

  /** What every program made, under two of them in turn. */
  static List<Case> inTurn(Signers signers) throws Exception {
    return of(signers, number -> List.of(number % 4, 3 - number % 4));
  }

  private static List<Case> of(Signers signers, IntFunction<List<Integer>> permissions)
      throws Exception {
    MadeByPrograms made = new MadeByPrograms(signers);
    int number = 0;
    for (Map.Entry<String, byte[]> each : files(signers.folder).entrySet()) {
      made.cases.family(each.getKey());
      for (int permission : permissions.apply(number++)) {
        made.signed(each.getKey(), each.getValue(), permission);
        made.lasting(each.getValue(), permission);
      }
    }
    return made.cases.all();
  }

  /** The unsigned documents by the name of what made them. */
  static Map<String, byte[]> files(Path folder) throws Exception {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name :
        List.of(
            "pdftex-plain",
            "pdftex-form",
            "libreoffice-plain",
            "libreoffice-tagged",
            "libreoffice-hybrid",
            "libreoffice-archive",
            "libreoffice-form")) {
      files.put(name, Files.readAllBytes(KEPT.resolve(name + ".pdf")));
    }
    files.put("chromium", chromium(folder));
    Path out = folder.resolve("program.pdf");
    for (String name : List.of("pdftex-plain", "libreoffice-plain")) {
      String kept = KEPT.resolve(name + ".pdf").toString();
      run("pdftocairo", "-pdf", kept, out.toString());
      files.put("cairo-of-" + name, Files.readAllBytes(out));
      run("qpdf", "--object-streams=generate", kept, out.toString());
      files.put("qpdf-of-" + name, Files.readAllBytes(out));
    }
    String tagged = KEPT.resolve("libreoffice-form.pdf").toString();
    run("qpdf", "--linearize", "--object-streams=generate", tagged, out.toString());
    files.put("qpdf-of-libreoffice-form", Files.readAllBytes(out));
    return files;
  }

  static byte[] chromium(Path folder) throws IOException {
    Path out = folder.resolve("chromium.pdf");
    run(
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        "--user-data-dir=" + Files.createTempDirectory(folder, "chromium-"),
        "--print-to-pdf=" + out,
        KEPT.resolve("sheet.html").toAbsolutePath().normalize().toUri().toString());
    return Files.readAllBytes(out);
  }

  private static void run(String... command) throws IOException {
    Tool tool = Tool.run(command);
    if (tool.exit() != 0) {
      throw new IOException(tool.output());
    }
  }

  private void signed(String program, byte[] file, int permission) throws Exception {
    String under = permission == 0 ? "" : "-under-p" + permission;
    byte[] once = signers.sign(file, "ecdsa", FIRST, permission);
    cases.add("signed" + under, "", once);
    // Every file is signed under two permissions at least, one of them even.
    String key = permission % 2 == 0 ? "rsa" : "sm2";
    byte[] foreign = signers.byOpenssl(signers.sign(file, key, FIRST, permission), key);
    cases.add("openssl-first" + under, "", foreign);
    if (permission == 1) {
      return;
    }
    byte[] twice = signers.sign(once, "rsa", NEXT, 0);
    cases.add("twice" + under, "", twice);
    byte[] thrice = signers.sign(twice, "sm2", new Placement.Invisible(), 0);
    cases.add("thrice" + under, "", thrice);
    cases.add("openssl-first-of-two" + under, "", signers.sign(foreign, "ecdsa", NEXT, 0));
    cases.add("openssl-second" + under, "", signers.byOpenssl(twice, "rsa"));
    cases.add("openssl-third" + under, "", signers.byOpenssl(thrice, "sm2"));
    boolean prints = program.startsWith("chromium") || program.startsWith("cairo");
    if (prints || hasForm(file)) {
      byte[] form = prints ? MadeByQpdf.edited(file, MadeByPrograms::addField) : file;
      byte[] empty = prints ? signers.sign(form, "ecdsa", FIRST, permission) : once;
      byte[] filled = MadeByQpdf.edited(empty, MadeByPrograms::fill);
      cases.add("filled" + under, "", filled);
      cases.add("filled-then-signed" + under, "", signers.sign(filled, "rsa", NEXT, 0));
    }
    if (permission == 3) {
      byte[] noted = MadeByQpdf.edited(once, Notes::add);
      cases.add("annotated", "", noted);
      cases.add("annotated-then-signed", "", signers.sign(noted, "rsa", NEXT, 0));
      byte[] before = signers.sign(MadeByQpdf.edited(file, Notes::add), "rsa", FIRST, 3);
      cases.add("annotation-changed", "", MadeByQpdf.edited(before, Notes::change));
      cases.add("annotation-removed", "", MadeByQpdf.edited(before, Notes::remove));
    }
  }

  private void lasting(byte[] file, int permission) throws Exception {
    String under = permission == 0 ? "" : "-under-p" + permission;
    LongTermFiles maker = signers.longTerm();
    byte[] stamped = maker.stamped(file, FIRST, permission);
    byte[] archived = maker.extended(stamped, Level.LTA);
    cases.add("lt" + under, "", maker.extended(stamped, Level.LT));
    cases.add("lta" + under, "", archived);
    cases.add("lta-renewed" + under, "", maker.extended(archived, Level.LTA));
    if (permission != 1) {
      byte[] second = maker.stamped(archived, NEXT, 0);
      cases.add("lta-second" + under, "", second);
      cases.add("lta-second-lta" + under, "", maker.extended(second, Level.LTA));
    }
  }

  // The first field for text, by PDFBox, which makes its appearance anew.
  private static void fill(PDDocument document) throws IOException {
    PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
    for (PDField field : form.getFieldTree()) {
      if (field instanceof PDTextField text && !text.isReadOnly()) {
        text.setValue("C. Example");
        text.getCOSObject().setNeedToBeUpdated(true);
        text.getWidgets().forEach(widget -> widget.getCOSObject().setNeedToBeUpdated(true));
        text.getWidgets().stream()
            .map(widget -> widget.getAppearance().getCOSObject())
            .forEach(Notes::mark);
        return;
      }
    }
    throw new IOException("no field for text");
  }

  // Programs that only print make no forms.
  private static void addField(PDDocument document) throws IOException {
    PDAcroForm form = new PDAcroForm(document);
    PDResources resources = new PDResources();
    resources.put(COSName.getPDFName("Helv"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
    form.setDefaultResources(resources);
    form.setDefaultAppearance("/Helv 10 Tf 0 g");
    PDTextField text = new PDTextField(form);
    text.setPartialName("name");
    PDPage page = document.getPage(0);
    PDAnnotationWidget widget = text.getWidgets().getFirst();
    widget.setRectangle(new PDRectangle(100, 40, 180, 20));
    widget.setPage(page);
    widget.setPrinted(true);
    List<PDAnnotation> annotations = page.getAnnotations();
    annotations.add(widget);
    page.setAnnotations(annotations);
    form.setFields(List.of(text));
    document.getDocumentCatalog().setAcroForm(form);
    page.getCOSObject().setNeedToBeUpdated(true);
    document.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
  }

  private static boolean hasForm(byte[] file) throws IOException {
    try (PDDocument document = Loader.loadPDF(file)) {
      return document.getDocumentCatalog().getAcroForm(null) != null;
    }
  }
}
