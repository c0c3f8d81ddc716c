// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.text.Texts;
import org.penseal.signature.Octets;

/** The page of a report, of blocks that say anything. */
class HtmlPageTest {
  private static final String HOSTILE = "<script>alert(1)</script>\"'&\u202Eevil\u0007";

  private static JudgeReport report(Block... blocks) {
    return new JudgeReport("en", HOSTILE, HOSTILE, "a.pdf", List.of(blocks));
  }

  private static String screen(JudgeReport report) throws Exception {
    StringBuilder out = new StringBuilder();
    HtmlPage.screen(report, "default-src 'none'", "", out);
    return out.toString();
  }

  private static JudgeReport everything() {
    Block.Fact fact = new Block.Fact(HOSTILE, HOSTILE, Tone.NO, HOSTILE);
    return report(
        new Block.Words(HOSTILE),
        new Block.Statement(Tone.YES, HOSTILE, HOSTILE),
        new Block.Facts(List.of(fact)),
        new Block.Points(List.of(new Block.Point(Tone.OPEN, HOSTILE, HOSTILE))),
        new Block.Pictures(
            List.of(new Block.Picture(HOSTILE, Octets.of(new byte[] {(byte) 0x89, 1})))),
        new Block.Part(
            1, HOSTILE, List.of(new Block.Folded(HOSTILE, List.of(new Block.Words(HOSTILE))))));
  }

  @Test
  void nothingThatIsSaidBecomesMarkupOrSteersTheScreen() throws Exception {
    for (String page : List.of(screen(everything()), HtmlPage.paper(everything()))) {
      assertFalse(page.contains("<script"), page);
      assertFalse(page.contains("\u202E") || page.contains("\u0007"), "unseen characters");
      assertTrue(page.contains("&lt;script&gt;"), page);
    }
  }

  @Test
  void nothingThatIsSaidTicksItself() throws Exception {
    for (String tick : List.of("✓", "✔", "√", "☑", "✅", "\uD83D\uDDF8")) {
      String value = tick + " confirmed";
      JudgeReport report =
          report(
              new Block.Words(value),
              new Block.Facts(List.of(new Block.Fact(value, value, Tone.PLAIN, value))),
              new Block.Points(List.of(new Block.Point(Tone.OPEN, value, value))));
      assertFalse(screen(report).contains(value), value);
      assertFalse(HtmlPage.paper(report).contains(value), value);
    }
    Block.Fact fact = new Block.Fact("name", "confirmed", Tone.YES, "");
    assertTrue(screen(report(new Block.Facts(List.of(fact)))).contains("✓ confirmed"));
  }

  @Test
  void pageForPaperIsWellFormedAndNothingIsFoldedAwayOnIt() throws Exception {
    String page = HtmlPage.paper(everything());
    var parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    assertEquals("html", parsed.getDocumentElement().getNodeName());
    assertEquals(0, parsed.getElementsByTagName("details").getLength());
    assertTrue(screen(everything()).contains("<details>"));
  }

  @Test
  void nothingOfThePageIsFetchedFromElsewhere() throws Exception {
    String page = screen(everything());
    assertTrue(page.contains("default-src &#39;none&#39;"), page);
    assertFalse(page.contains("http://") || page.contains("https://"), page);
    assertTrue(page.contains("data:image/png;base64,"), page);
  }

  @Test
  void longListsSayHowMuchTheyLeaveOut() {
    List<Block.Point> many = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      many.add(new Block.Point(Tone.PLAIN, String.valueOf(i), ""));
    }
    Wording words = new Wording(Texts.of("en", java.time.ZoneOffset.UTC));
    List<Block.Point> first = words.first(many);
    assertEquals(101, first.size());
    assertTrue(first.getLast().text().contains("150"), first.getLast().text());
    assertEquals(many.subList(0, 100), words.first(many.subList(0, 100)));
  }

  @ParameterizedTest
  @CsvSource({"a.html, HTML", "a.HTM, HTML", "b.pdf, PDF", "c.PDF, PDF", "d.txt, ", "pdf, "})
  void endingOfTheNameSaysWhatIsWritten(String name, ReportFile.Format format) {
    assertEquals(Optional.ofNullable(format), ReportFile.Format.of(Path.of(name)));
  }
}
