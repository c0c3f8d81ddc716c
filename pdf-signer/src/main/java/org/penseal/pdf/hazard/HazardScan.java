// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.hazard;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.Doubts;
import org.penseal.pdf.page.OpenPdf;
import org.penseal.pdf.raw.Content;
import org.penseal.pdf.raw.RawFile;
import org.penseal.pdf.revision.FileBytes;
import org.penseal.pdf.revision.Revision;
import org.penseal.refusal.SigningException;

/**
 * Looks for what could let a document show something else later without any signature breaking.
 *
 * <p>Warns, never decides: what it finds is allowed by ISO 32000-2. Works in bounded time and
 * memory; says {@code not-all-looked-at} where a bound was met. May be shared between threads.
 */
public final class HazardScan {
  /** Of how many pages the content is read before a person signs and for a report. */
  public static final int QUICK_PAGES = 20;

  /** Of how many pages it is read where programs ask, again and again. */
  public static final int FEW_PAGES = 4;

  /**
   * What is told of a stream that readers decode differently: PDFBox may never come to its end, so
   * the content of such a file is not read.
   */
  public static final String UNDECODABLE = "decoded-differently";

  private static final int MOST_OBJECTS = 50_000;
  private static final COSName OPEN = COSName.OPEN_ACTION;
  private static final COSName PAGE_OPEN = COSName.getPDFName("O");
  private static final COSName REFERENCE_PAGE = COSName.getPDFName("Ref");
  private static final COSName COLLECTION = COSName.getPDFName("Collection");
  private static final COSName NEED_APPEARANCES = COSName.getPDFName("NeedAppearances");

  private final int mostPagesRead;

  /**
   * @param mostPagesRead of how many pages, from the first, the content itself is read; 0 looks at
   *     the structure only
   */
  public HazardScan(int mostPagesRead) {
    this.mostPagesRead = mostPagesRead;
  }

  /**
   * Looks at a file that is to be signed, also for what readers may read differently: such a file
   * can be signed, but not verified afterwards.
   *
   * @param password or null
   * @throws SigningException as {@link OpenPdf#strict}
   */
  public List<Hazard> of(Path file, @Nullable String password) throws SigningException {
    try (PDDocument document = OpenPdf.lenient(file, password)) {
      List<Hazard> found = new ArrayList<>(readDifferently(file, password));
      if (found.stream().anyMatch(each -> each.detail().startsWith(UNDECODABLE))) {
        found.add(new Hazard(Hazard.Kind.NOT_ALL_SEEN, 0, ""));
      } else {
        found.addAll(of(document));
      }
      return found;
    } catch (IOException e) {
      return List.of(new Hazard(Hazard.Kind.NOT_ALL_SEEN, 0, ""));
    }
  }

  // Once, whatever the number of places: one repair mends them all.
  private static List<Hazard> readDifferently(Path file, @Nullable String password)
      throws IOException {
    try (FileBytes bytes = new FileBytes(file)) {
      RawFile raw = new RawFile(bytes);
      Optional<Revision> opened = Revision.open(file, bytes.length(), password);
      if (opened.isPresent()) {
        opened = opened.get().without(raw.freed(bytes.length()));
      }
      if (opened.isEmpty()) {
        return List.of(); // refused where it is signed
      }
      try (Revision revision = opened.get()) {
        Content content = revision.objectStreams();
        return Stream.of(
                raw.notes(0, bytes.length(), content),
                raw.inside(bytes.length(), content)) // which counts once an update follows
            .flatMap(List::stream)
            .filter(note -> Doubts.contains(note.code()))
            .sorted(Comparator.comparing(note -> !note.code().equals(UNDECODABLE)))
            .limit(1)
            .map(note -> new Hazard(Hazard.Kind.READ_DIFFERENTLY, 0, note.text()))
            .toList();
      }
    }
  }

  /**
   * Looks at a signed revision.
   *
   * @param end offset just behind it
   * @param password or null
   * @return nothing if the bytes up to there are no well-formed PDF: verification judges that
   */
  public List<Hazard> of(Path file, long end, @Nullable String password) {
    Optional<Revision> opened = Revision.open(file, end, password);
    if (opened.isEmpty()) {
      return List.of();
    }
    try (Revision revision = opened.get()) {
      return of(revision.document());
    } catch (IOException e) {
      return List.of(new Hazard(Hazard.Kind.NOT_ALL_SEEN, 0, ""));
    }
  }

  /** Looks at an open document. */
  public List<Hazard> of(PDDocument document) {
    HazardList findings = new HazardList();
    try {
      new Scan(document, findings).run();
    } catch (RuntimeException | StackOverflowError e) {
      // PDFBox meets a hostile structure with whatever exception comes first; verification judges.
      findings.add(Hazard.Kind.NOT_ALL_SEEN, 0, "");
    }
    return findings.sorted();
  }

  private final class Scan {
    private final PDDocument document;
    private final HazardList findings;
    private final ActionHazards actions;
    private final AnnotationHazards annotations;
    private final LayerHazards layers;
    private final FontHazards fonts;
    private final Glyphs glyphs = new Glyphs();

    Scan(PDDocument document, HazardList findings) {
      this.document = document;
      this.findings = findings;
      this.actions = new ActionHazards(findings);
      this.annotations = new AnnotationHazards(findings, actions);
      this.layers = new LayerHazards(findings);
      this.fonts = new FontHazards(findings);
    }

    void run() {
      COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
      ObjectWalk walk = new ObjectWalk(MOST_OBJECTS, this::visit);
      Set<COSDictionary> pages = Collections.newSetFromMap(new IdentityHashMap<>());
      for (PDPage page : document.getPages()) {
        pages.add(page.getCOSObject());
        page(page, pages.size(), walk);
        if (!walk.whole()) {
          break;
        }
      }
      walk.from(document.getDocument().getTrailer(), 0);
      layers.judge(catalog);
      catalog(catalog);
      boolean whole = walk.whole();
      if (whole) {
        new UnusedObjects(findings).look(document, pages, walk);
      }
      if (!whole || (mostPagesRead > 0 && pages.size() > mostPagesRead)) {
        findings.add(Hazard.Kind.NOT_ALL_SEEN, 0, "");
      }
    }

    private void page(PDPage page, int number, ObjectWalk walk) {
      COSDictionary dictionary = page.getCOSObject();
      walk.from(dictionary, number);
      if (page.getResources() != null) {
        walk.from(page.getResources().getCOSObject(), number);
      }
      actions.opening(dictionary, PAGE_OPEN, number);
      AnnotationHazards.@Nullable Ground ground = null;
      if (number <= mostPagesRead) {
        PageContent content = new PageContent(page, glyphs);
        if (content.read()) {
          content.judge(findings, number);
          ground = content::lettersUnder;
        } else {
          findings.add(Hazard.Kind.NOT_ALL_SEEN, number, "");
        }
      }
      annotations.look(dictionary, number, ground);
    }

    private void visit(COSDictionary dictionary, int page) {
      actions.look(dictionary, page);
      COSName type = dictionary.getCOSName(COSName.TYPE);
      if (COSName.OCG.equals(type)) {
        layers.met(dictionary, page);
      } else if (COSName.FONT.equals(type)) {
        fonts.look(dictionary, page);
      }
      boolean elsewhere = dictionary instanceof COSStream && dictionary.containsKey(COSName.F);
      boolean form = COSName.FORM.equals(dictionary.getCOSName(COSName.SUBTYPE));
      if (elsewhere || (form && dictionary.containsKey(REFERENCE_PAGE))) {
        findings.add(Hazard.Kind.EXTERNAL_CONTENT, page, "");
      }
    }

    private void catalog(COSDictionary catalog) {
      actions.opening(catalog, OPEN, 0);
      if (catalog.containsKey(COLLECTION)) {
        findings.add(Hazard.Kind.PORTFOLIO, 0, "");
      }
      COSDictionary names = catalog.getCOSDictionary(COSName.NAMES);
      if (names != null && names.containsKey(COSName.EMBEDDED_FILES)) {
        findings.add(Hazard.Kind.ATTACHMENT, 0, "");
      }
      COSDictionary form = catalog.getCOSDictionary(COSName.ACRO_FORM);
      if (form == null) {
        return;
      }
      if (form.containsKey(COSName.XFA)) {
        findings.add(Hazard.Kind.XFA, 0, "");
      }
      COSBase anew = form.getDictionaryObject(NEED_APPEARANCES);
      if (COSBoolean.TRUE.equals(anew)) {
        findings.add(Hazard.Kind.NEED_APPEARANCES, 0, "");
      }
      if (form.getCOSArray(COSName.getPDFName("CO")) != null) {
        findings.add(Hazard.Kind.FIELD_COMPUTED, 0, "");
      }
    }
  }
}
