// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.visual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationRubberStamp;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceDictionary;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.Deadline;
import org.penseal.pdf.Documents;
import org.penseal.signature.Octets;

@Tag("slow")
class VisualComparisonTest {
  private static final Deadline LONG = Deadline.in(Duration.ofMinutes(10));
  private static final VisualComparison.Named NOTHING =
      new VisualComparison.Named(Set.of(), Set.of());
  private static final double ONE_PIXEL_POINTS = 0.8;

  @TempDir Path folder;

  private interface Edit {
    void apply(PDDocument document) throws IOException;
  }

  private Path edited(Path file, Edit edit) throws IOException {
    Path result = folder.resolve("edited.pdf");
    try (PDDocument document = Loader.loadPDF(file.toFile());
        OutputStream out = Files.newOutputStream(result)) {
      edit.apply(document);
      document.saveIncremental(out);
    }
    return result;
  }

  private static List<PageLook> compare(Path before, Path after, VisualComparison.Named named)
      throws IOException {
    return new VisualComparison(LONG).of(after, Files.size(before), null, named);
  }

  // A black rectangle, in user space, as new content of a page.
  private static void draw(PDDocument document, PDPage page, PDRectangle box) throws IOException {
    try (PDPageContentStream out =
        new PDPageContentStream(
            document, page, PDPageContentStream.AppendMode.APPEND, false, true)) {
      out.addRect(box.getLowerLeftX(), box.getLowerLeftY(), box.getWidth(), box.getHeight());
      out.fill();
    }
    page.getCOSObject().setNeedToBeUpdated(true);
    page.getResources().getCOSObject().setNeedToBeUpdated(true);
  }

  private static void stamp(PDDocument document, PDPage page, PDRectangle place)
      throws IOException {
    PDAnnotation stamp = new PDAnnotationRubberStamp();
    stamp.setRectangle(place);
    PDAppearanceStream look = new PDAppearanceStream(document);
    look.setBBox(new PDRectangle(place.getWidth(), place.getHeight()));
    look.getCOSObject();
    try (PDPageContentStream out = new PDPageContentStream(document, look)) {
      out.addRect(0, 0, place.getWidth(), place.getHeight());
      out.fill();
    }
    PDAppearanceDictionary dictionary = new PDAppearanceDictionary();
    dictionary.setNormalAppearance(look);
    stamp.setAppearance(dictionary);
    page.getAnnotations().add(stamp);
    COSDictionary own = page.getCOSObject();
    own.setNeedToBeUpdated(true);
  }

  private static void expect(double left, double top, double width, double height, Region region) {
    assertEquals(left, region.left(), ONE_PIXEL_POINTS);
    assertEquals(top, region.top(), ONE_PIXEL_POINTS);
    assertEquals(width, region.width(), ONE_PIXEL_POINTS);
    assertEquals(height, region.height(), ONE_PIXEL_POINTS);
  }

  @Test
  void showsWhereContentWasPaintedAndThatNothingExplainsIt() throws Exception {
    Path before = Documents.plain(folder.resolve("in.pdf"));
    Path after = edited(before, d -> draw(d, d.getPage(0), new PDRectangle(100, 500, 60, 40)));
    List<PageLook> looks = compare(before, after, NOTHING);
    assertEquals(1, looks.size());
    PageLook look = looks.getFirst();
    assertEquals(PageLook.State.CHANGED, look.state());
    assertEquals(List.of(), look.explained());
    assertEquals(1, look.unexplained().size());
    expect(100, 842 - 540, 60, 40, look.unexplained().getFirst());
    assertTrue(isRed(look.after(), 98, 842 - 520), "the region is framed");
    assertTrue(isRed(look.before(), 98, 842 - 520), "and so it is where nothing was yet");
  }

  private static boolean isRed(@Nullable Octets png, double x, double y) throws IOException {
    assertNotNull(png);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png.bytes()));
    double scale = picture.getHeight() / 842.0;
    int rgb = picture.getRGB((int) (x * scale), (int) (y * scale));
    return (rgb >> 16 & 0xFF) > 150 && (rgb & 0xFF) < 80;
  }

  @Test
  void aChangeThatTheAnalysisHasNamedIsExplained() throws Exception {
    Path before = Documents.plain(folder.resolve("in.pdf"));
    Path after = edited(before, d -> draw(d, d.getPage(1), new PDRectangle(100, 500, 60, 40)));
    var named = new VisualComparison.Named(Set.of(), Set.of(2));
    PageLook look = compare(before, after, named).getFirst();
    assertEquals(2, look.page());
    assertEquals(1, look.explained().size());
    assertEquals(List.of(), look.unexplained());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void anAnnotationExplainsItsOwnRectangleOnATurnedPageToo(int rotation) throws Exception {
    PDRectangle media = new PDRectangle(20, 10, 595, 842);
    Path before = Documents.page(folder.resolve("in.pdf"), rotation, media, media);
    Path after = edited(before, d -> stamp(d, d.getPage(0), new PDRectangle(100, 500, 60, 40)));
    List<PageLook> looks = compare(before, after, NOTHING);
    assertEquals(1, looks.size());
    assertEquals(List.of(), looks.getFirst().unexplained());
    Region region = looks.getFirst().explained().getFirst();
    double left = 100 - 20;
    double low = 500 - 10;
    switch (rotation) {
      case 90 -> expect(low, left, 40, 60, region);
      case 180 -> expect(595 - left - 60, low, 60, 40, region);
      case 270 -> expect(842 - low - 40, 595 - left - 60, 40, 60, region);
      default -> expect(left, 842 - low - 40, 60, 40, region);
    }
  }

  /** Its old and its new place overlap, so that one rectangle around both is larger than they. */
  @Test
  void anAnnotationThatWasMovedExplainsBothItsPlaces() throws Exception {
    Path plain = Documents.plain(folder.resolve("in.pdf"));
    Path before =
        Files.copy(
            edited(plain, d -> stamp(d, d.getPage(0), new PDRectangle(100, 500, 60, 40))),
            folder.resolve("before.pdf"));
    Path after =
        edited(
            before,
            d -> {
              PDAnnotation stamp = d.getPage(0).getAnnotations().getFirst();
              stamp.setRectangle(new PDRectangle(130, 520, 60, 40));
              stamp.getCOSObject().setNeedToBeUpdated(true);
            });
    PageLook look =
        compare(before, after, new VisualComparison.Named(Set.of(1), Set.of())).getFirst();
    assertEquals(PageLook.State.CHANGED, look.state());
    assertEquals(List.of(), look.unexplained());
    expect(100, 842 - 560, 90, 60, look.explained().getFirst());
  }

  @Test
  void anAnnotationDoesNotExplainWhatIsPaintedBesideIt() throws Exception {
    Path before = Documents.plain(folder.resolve("in.pdf"));
    Path after =
        edited(
            before,
            d -> {
              stamp(d, d.getPage(0), new PDRectangle(100, 500, 60, 40));
              draw(d, d.getPage(0), new PDRectangle(300, 300, 50, 30));
            });
    var named = new VisualComparison.Named(Set.of(1), Set.of());
    PageLook look = compare(before, after, named).getFirst();
    assertEquals(1, look.explained().size());
    assertEquals(1, look.unexplained().size());
    expect(300, 842 - 330, 50, 30, look.unexplained().getFirst());
  }

  @Test
  void tellsOfPagesThatWereAddedOrRemoved() throws Exception {
    Path before = Documents.plain(folder.resolve("in.pdf"));
    Path more =
        edited(
            before,
            d -> {
              d.addPage(new PDPage());
              d.getPages().getCOSObject().setNeedToBeUpdated(true);
              d.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            });
    PageLook added = compare(before, more, NOTHING).getLast();
    assertEquals(PageLook.State.ADDED, added.state());
    assertEquals(3, added.page());
    assertNotNull(added.after());
  }

  @Test
  void doesNotLookAtPagesThatAreDrawnFromTheSameObjects() throws Exception {
    Path before = Documents.plain(folder.resolve("in.pdf"));
    Path after =
        edited(
            before,
            d -> {
              d.getDocumentCatalog().getCOSObject().setItem("Lang", COSName.A);
              d.getDocumentCatalog().getCOSObject().setNeedToBeUpdated(true);
            });
    assertEquals(List.of(), compare(before, after, NOTHING));
    var named = new VisualComparison.Named(Set.of(1), Set.of());
    assertEquals(PageLook.State.SAME, compare(before, after, named).getFirst().state());
  }

  @Test
  void saysWhatItDidNotCompareAnyMore() throws Exception {
    Path before = Documents.plain(folder.resolve("in.pdf"));
    Path after =
        edited(
            before,
            d -> {
              draw(d, d.getPage(0), new PDRectangle(100, 500, 60, 40));
              draw(d, d.getPage(1), new PDRectangle(100, 500, 60, 40));
            });
    List<PageLook> looks =
        new VisualComparison(1, LONG).of(after, Files.size(before), null, NOTHING);
    assertEquals(
        List.of(PageLook.State.CHANGED, PageLook.State.NOT_COMPARED),
        looks.stream().map(PageLook::state).toList());
  }
}
