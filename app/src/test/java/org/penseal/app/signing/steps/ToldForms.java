// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.penseal.app.cli.CommandLineRun;
import org.penseal.app.report.ReportFile;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Station;

/** What is said of a file in every form that a person reads: a page, paper, and a terminal. */
final class ToldForms {
  private static final Texts TEXTS = Texts.of("en", ZoneOffset.UTC);

  private ToldForms() {}

  /**
   * The words by the name of their form, with single spaces.
   *
   * @param folder of the test, for the report on paper
   * @param roots trusted folders for the command, which opens no handwriting
   */
  static Map<String, String> of(VerifiedFile file, Path folder, List<Path> roots) throws Exception {
    ReportFile report = new ReportFile(TEXTS, Instant.EPOCH, Station.SOFTWARE);
    Path paper = folder.resolve("paper-" + System.nanoTime() + ".pdf");
    report.write(file, paper);
    List<Object> words = new ArrayList<>(List.of("verify", file.file(), "--explain"));
    words.addAll(List.of("--lang", "en"));
    roots.forEach(root -> words.addAll(List.of("--trust", root)));
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put("page", report.html(file));
    try (PDDocument document = Loader.loadPDF(paper.toFile())) {
      forms.put("paper", new PDFTextStripper().getText(document));
    }
    forms.put("terminal", CommandLineRun.of(words.toArray()).out());
    forms.replaceAll((form, text) -> text.replaceAll("\\s+", " "));
    return forms;
  }

  /** That a fact of article 13 holds, as every form says it. */
  static String holds(String fact) {
    return TEXTS.get("article13.fact." + fact) + ": " + TEXTS.get("article13.answer.YES");
  }
}
