// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.cos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.Tool;
import org.penseal.pdf.page.DemoReport;
import org.penseal.pdf.page.PdfPages;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.PlacementException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;

@Tag("slow")
class VisibleSignatureTest {
  @TempDir Path folder;
  private SigningBench bench;

  @BeforeEach
  void open() throws SigningException, IOException {
    bench = SigningBench.open(folder);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 90, 180, 270})
  void standsUprightInItsRectangleOnRotatedPagesWithOffsetCropBox(int rotation) throws Exception {
    Path input =
        Documents.page(
            folder.resolve("in.pdf"),
            rotation,
            new PDRectangle(-50, -20, 700, 900),
            new PDRectangle(30, 40, 500, 700));
    var outcome = bench.sign(input, new Placement.At(1, 40, 60, 200, 80));
    BufferedImage before = picture(input);
    BufferedImage after = picture(outcome.file());
    Changed changed = Changed.between(before, after);
    // 72 dpi: one pixel is one point; y runs down.
    int bottom = after.getHeight() - 60;
    assertTrue(changed.left >= 39 && changed.right <= 241, changed.toString());
    assertTrue(changed.bottom <= bottom + 1 && changed.top >= bottom - 81, changed.toString());
    // The mark stands at the lower right, red on white.
    int red = 0;
    for (int x = 180; x < 240; x++) {
      for (int y = bottom - 20; y < bottom; y++) {
        int rgb = after.getRGB(x, y);
        red += ((rgb >> 16 & 0xFF) > 150 && (rgb & 0xFF) < 120) ? 1 : 0;
      }
    }
    assertTrue(red > 10, "red pixels " + red);
    Files.copy(
        outcome.file(),
        Path.of("target", "visible-" + rotation + ".pdf"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void textOfTheAppearanceCanBeExtracted() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    var outcome = bench.sign(input, new Placement.Keyword("Expert signature:"));
    Tool text = Tool.run("pdftotext", outcome.file().toString(), "-");
    String utf8 =
        new String(
            text.output().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
            java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(utf8.contains("签名人：王晓明"), utf8);
    assertTrue(utf8.contains("演示 DEMO"), utf8);
    // Small: the font is a subset, not 10 MB.
    assertTrue(Files.size(outcome.file()) < 80_000, "size " + Files.size(outcome.file()));
    try (PdfPages pages = PdfPages.open(outcome.file(), null)) {
      assertEquals(2, pages.find("Expert signature:").size());
    }
  }

  @Test
  void signsTheDemoReportBesideItsKeyword() throws Exception {
    Path input = folder.resolve("report.pdf");
    DemoReport.write(input);
    var outcome = bench.sign(input, new Placement.Keyword(DemoReport.KEYWORD));
    Report report =
        new PdfVerifier(bench.store(), SigningBench.HASHING)
            .verify(outcome.file(), null, Instant.now());
    assertEquals(Report.Verdict.VALID, report.verdict(), () -> report.toString());
    Files.copy(
        outcome.file(),
        Path.of("target", "demo-signed.pdf"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void fillsAnExistingFieldAndKeepsTheOthers() throws Exception {
    Path input = Documents.form(folder.resolve("in.pdf"));
    var outcome = bench.sign(input, new Placement.Field("expert"));
    assertEquals("expert", outcome.prepared().fieldName());
    Changed changed = Changed.between(picture(input), picture(outcome.file()));
    assertTrue(changed.left >= 99 && changed.right <= 281, changed.toString());
    assertTrue(changed.top >= 842 - 181 && changed.bottom <= 842 - 119, changed.toString());
    assertEquals(0, Tool.run("qpdf", "--check", outcome.file().toString()).exit());
    assertThrows(
        PlacementException.FieldTaken.class,
        () -> bench.sign(outcome.file(), new Placement.Field("expert")));
  }

  @Test
  void missingGlyphIsFoundBeforeAnythingIsWritten() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    Appearance appearance = SigningBench.appearance("王\uE123明");
    SignatureSpec<Profile.Unstamped> spec =
        new SignatureSpec<>(
            Profile.PADES_B,
            Suite.SM2_SM3,
            "name",
            SigningBench.SIGNED_AT,
            new Placement.At(1, 10, 10, 100, 50),
            appearance,
            null);
    var missing =
        assertThrows(
            PlacementException.MissingGlyph.class,
            () -> bench.signer.prepare(input, null, folder, spec, 4000));
    assertEquals(0xE123, missing.codePoint);
  }

  @Test
  void aCertificationThatForbidsChangesIsRespected() throws Exception {
    Path input = Documents.certified(folder.resolve("in.pdf"), 1);
    assertThrows(
        DocumentException.NotPermitted.class, () -> bench.sign(input, new Placement.Invisible()));
  }

  private BufferedImage picture(Path pdf) throws IOException {
    Path stem = folder.resolve("shot" + System.nanoTime());
    Tool tool =
        Tool.run(
            "pdftoppm",
            "-r",
            "72",
            "-png",
            "-singlefile",
            "-cropbox",
            pdf.toString(),
            stem.toString());
    assertEquals(0, tool.exit(), tool.output());
    return ImageIO.read(Path.of(stem + ".png").toFile());
  }

  /** The box around every pixel that differs. */
  private record Changed(int left, int top, int right, int bottom) {
    static Changed between(BufferedImage a, BufferedImage b) {
      assertEquals(a.getWidth(), b.getWidth());
      int left = Integer.MAX_VALUE;
      int top = Integer.MAX_VALUE;
      int right = -1;
      int bottom = -1;
      for (int y = 0; y < a.getHeight(); y++) {
        for (int x = 0; x < a.getWidth(); x++) {
          if (a.getRGB(x, y) != b.getRGB(x, y)) {
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
          }
        }
      }
      assertTrue(right >= 0, "nothing was drawn");
      return new Changed(left, top, right, bottom);
    }
  }
}
