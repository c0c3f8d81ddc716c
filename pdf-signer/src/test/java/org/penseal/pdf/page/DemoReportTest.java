// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Tool;
import org.penseal.refusal.DocumentException;
import org.penseal.refusal.PlacementException;

class DemoReportTest {
  @TempDir Path folder;

  @Test
  void hasFourPagesAndOnePlaceToSignAndIsTheSameEachTime() throws Exception {
    Path file = Path.of("target", "demo-report.pdf");
    DemoReport.write(file);
    Path again = folder.resolve("again.pdf");
    DemoReport.write(again);
    assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
    assertEquals(0, Tool.run("qpdf", "--check", file.toString()).exit());
    try (PdfPages pages = PdfPages.open(file, null)) {
      assertEquals(4, pages.count());
      assertEquals("评标报告 DEMO-2026-0815-03", pages.title());
      assertEquals(1, pages.find(DemoReport.KEYWORD).size());
      assertEquals(4, pages.find("专家 签名：").getFirst().page());
      assertEquals(595, Math.round(pages.size(1).width()));
      assertEquals(826, pages.picture(1, 100).getWidth());
      assertThrows(PlacementException.NoSuchPage.class, () -> pages.picture(5, 72));
      assertThrows(DocumentException.Damaged.class, () -> pages.picture(1, 30000));
    }
  }
}
