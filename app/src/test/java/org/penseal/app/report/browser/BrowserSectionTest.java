// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Browser;
import org.penseal.app.lab.DemoTrust;
import org.penseal.app.report.ReportFile;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.Report;
import org.penseal.signature.Suite;
import org.penseal.trust.TrustStore;

/** The page of the demo's case in a real browser. */
@Browser
class BrowserSectionTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final String HOSTILE = "</script><img src=x onerror=window.hit=1><!--<script>";

  @TempDir static Path folder;
  private static SignedSet demo;
  private static Chromium chromium;

  @BeforeAll
  static void open() throws Exception {
    Station.registerProvider();
    demo = SignedSet.demo(folder.resolve("demo"));
    chromium = Chromium.start(folder);
  }

  @AfterAll
  static void close() throws Exception {
    chromium.close();
  }

  private static VerifiedFile verified(Path file, Instant now) throws Exception {
    TrustStore trust = TrustStore.load(List.of(demo.trust()));
    return new Verification(trust, Optional.empty(), now).of(file, Optional.empty());
  }

  private static Path page(VerifiedFile verified, String language, Instant now) throws Exception {
    Texts texts = Texts.of(language, ZONE);
    TrustStore trust = TrustStore.load(List.of(demo.trust()));
    PageBasis basis = new PageBasis(trust, now, Suite.DEFAULT_SM2_ID, null);
    String html =
        new ReportFile(texts, basis.now(), Station.SOFTWARE)
            .with(new BrowserSection(texts, basis))
            .html(verified);
    return Files.writeString(Files.createTempFile(folder, "report-", ".html"), html);
  }

  private static Path page(Path file, String language) throws Exception {
    Instant now = Instant.now();
    return page(verified(file, now), language, now);
  }

  private static String text() throws Exception {
    return chromium.evaluate("document.getElementById('recheck').innerText").asText();
  }

  private static Path signed() {
    return demo.pdf("signed");
  }

  @Test
  void demoCaseIsRecomputedWithItsEvidenceAndWithoutAnyRequest() throws Exception {
    chromium.open(page(signed(), "zh"));
    JsonNode answer = chromium.recompute();
    assertTrue(answer.path("agrees").asBoolean(), answer::toString);
    JsonNode evidence = answer.at("/signatures/0/finding/evidence");
    for (String each : List.of("document", "manifest", "statement")) {
      assertEquals("matches", evidence.path(each).asText(), each);
    }
    assertEquals("simulated", evidence.path("device").asText());
    assertTrue(text().contains("重新计算的结果与 PenSeal 一致"), text());
    assertEquals(List.of(), chromium.requests());
    assertEquals(List.of(), chromium.complaints());
  }

  @Test
  void bytesBehindTheSignatureAreLeftToPenSeal() throws Exception {
    demo.later("signed", "later", document -> document.getDocumentInformation().setTitle("x"));
    chromium.open(page(demo.pdf("later"), "en"));
    JsonNode answer = chromium.recompute();
    long follows = Files.size(demo.pdf("later")) - Files.size(signed());
    assertEquals(follows, answer.at("/signatures/0/finding/follows").asLong());
    assertTrue(text().contains("which were checked by PenSeal alone."), text());
    assertFalse(text().contains("to its last byte"), text());
  }

  @Test
  void ofALockedDocumentTheSignatureIsRecomputedAndNoEvidenceIsRead() throws Exception {
    SignedSet set = SignedSet.locked(Files.createDirectories(folder.resolve("locked")), "open");
    Instant now = Instant.now();
    TrustStore trust = TrustStore.load(List.of(set.trust()));
    VerifiedFile verified =
        new Verification(trust, Optional.empty(), now)
            .of(set.pdf("locked-signed"), Optional.empty(), "open");
    Texts texts = Texts.of("en", ZONE);
    PageBasis basis = new PageBasis(trust, now, Suite.DEFAULT_SM2_ID, "open");
    String html =
        new ReportFile(texts, basis.now(), Station.SOFTWARE)
            .with(new BrowserSection(texts, basis))
            .html(verified);
    chromium.open(Files.writeString(folder.resolve("locked.html"), html));
    JsonNode answer = chromium.recompute();
    assertTrue(answer.path("agrees").asBoolean(), answer::toString);
    assertTrue(answer.at("/signatures/0/finding/intact").asBoolean(), answer::toString);
    assertEquals("trusted", answer.at("/signatures/0/finding/chain").asText());
    assertFalse(html.contains("\"open\""), "the password is in the page");
  }

  @Test
  void anAnswerThatIsNotPenSealsIsShownAsDiffering() throws Exception {
    Instant now = Instant.now();
    byte[] broken = Files.readAllBytes(signed());
    broken[60] ^= 1;
    VerifiedFile other = verified(Files.write(demo.pdf("broken"), broken), now);
    VerifiedFile lying =
        new VerifiedFile(
            other.file(),
            other.bytes(),
            Report.Verdict.VALID,
            verified(signed(), now).signatures(),
            null,
            other.left());
    chromium.open(page(lying, "en", now));
    JsonNode answer = chromium.recompute();
    assertFalse(answer.path("agrees").asBoolean(), answer::toString);
    assertTrue(text().contains("The recomputation differs from PenSeal."), text());
  }

  @Test
  void whereThereIsNoSignatureNothingAgrees() throws Exception {
    chromium.open(page(demo.pdf("report"), "en"));
    assertFalse(chromium.recompute().path("agrees").asBoolean());
    assertTrue(text().contains("The document has no signature."), text());
  }

  @Test
  void namesOfFileAndSignerInjectNothing() throws Exception {
    SignedSet set =
        SignedSet.named(
            Files.createDirectories(folder.resolve("hostile")),
            "<img src=x onerror=window.hit=2>",
            HOSTILE);
    Instant now = Instant.now();
    for (Path file : set.files()) {
      VerifiedFile verified = verified(file, now);
      chromium.open(page(verified, "en", now));
      chromium.recompute();
      assertTrue(chromium.evaluate("window.hit === undefined").asBoolean());
      assertTrue(chromium.evaluate("document.querySelector('img[src=x]') === null").asBoolean());
      // Folded text counts too: the names of the certificates.
      String all = chromium.evaluate("document.getElementById('recheck-out').textContent").asText();
      assertEquals(verified.signatures().isEmpty(), !all.contains(HOSTILE), all);
      assertEquals(List.of(), chromium.requests());
      assertEquals(List.of(), chromium.complaints());
    }
  }

  @Test
  void policyStopsScriptsThatAreNotTheBundledOne() throws Exception {
    Path page = page(signed(), "en");
    String html = Files.readString(page);
    Files.writeString(
        page,
        html.replace(
            "<h1>",
            "<script>window.hit=1</script><img src=http://127.0.0.1:1/x onerror=window.hit=2><h1>"));
    chromium.open(page);
    assertTrue(chromium.evaluate("window.hit === undefined").asBoolean());
    assertNotEquals(List.of(), chromium.complaints());
  }

  @Test
  void aDocumentTooLargeToCarryIsChosenAndReadInPieces() throws Exception {
    Path large = Files.copy(signed(), demo.pdf("large"));
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.seek(BrowserSection.LARGEST_CARRIED_BYTES);
      file.write("\n%%EOF\n".getBytes(StandardCharsets.US_ASCII));
    }
    Path page = page(large, "en");
    assertTrue(Files.size(page) < 2 << 20, "carried all the same");
    chromium.open(page);
    chromium.choose("#recheck-file", signed());
    assertEquals("other-file", chromium.answered().path("state").asText());
    chromium.choose("#recheck-file", large);
    chromium.waitFor("window.pensealRecheck.state === 'done'");
    JsonNode answer = chromium.answered();
    assertTrue(answer.path("agrees").asBoolean(), answer::toString);
    long follows = Files.size(large) - Files.size(signed());
    assertEquals(follows, answer.at("/signatures/0/finding/follows").asLong());
  }

  private static JsonNode openInk(Path escrow, String password, Path share) throws Exception {
    return openInk("zh", escrow, password, share);
  }

  private static JsonNode openInk(String language, Path escrow, String password, Path share)
      throws Exception {
    chromium.open(page(signed(), language));
    chromium.recompute();
    chromium.evaluate("document.querySelector('.recheck-ink-box').open = true");
    chromium.choose("input[name=escrow]", escrow);
    chromium.choose("input[name=share]", share);
    chromium.evaluate(
        "document.querySelector('input[name=password]').value = '"
            + password
            + "';"
            + "document.querySelector('.recheck-ink').requestSubmit()");
    chromium.waitFor("window.pensealRecheck.signatures[0].ink !== undefined");
    return chromium.answered();
  }

  private static String inkWords() throws Exception {
    return chromium.evaluate("document.querySelector('.recheck-ink-answer').innerText").asText();
  }

  @Test
  void inkOpensAndIsReplayedAtItsOwnSpeed() throws Exception {
    Path escrow = demo.folder().resolve("escrow.p12");
    JsonNode answer = openInk(escrow, DemoTrust.PASSWORD, demo.folder().resolve("share.bin"));
    assertEquals("matches", answer.at("/signatures/0/ink").asText());
    assertTrue(inkWords().contains("正是签署时的笔迹"), inkWords());
    String dark =
        "(() => { const c = document.querySelector('.recheck-replay canvas');"
            + "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
            + "let n = 0; for (let i = 0; i < d.length; i += 4) n += d[i] < 128; return n; })()";
    long all = chromium.evaluate(dark).asLong();
    chromium.evaluate(
        "(() => { const s = document.querySelector('.recheck-replay input'); s.value = s.max / 2;"
            + "s.dispatchEvent(new Event('input')); })()");
    long half = chromium.evaluate(dark).asLong();
    assertTrue(0 < half && half < all, half + " of " + all);
    String at = "Number(document.querySelector('.recheck-replay').dataset.atMs)";
    double before = chromium.evaluate(at).asDouble();
    double passed =
        chromium
            .evaluate(
                "new Promise(then => { const b = document.querySelector('.recheck-controls button');"
                    + "const from = performance.now(); b.click(); setTimeout(() => { b.click();"
                    + "then(performance.now() - from); }, 400); })")
            .asDouble();
    double played = chromium.evaluate(at).asDouble() - before;
    // A frame or two may be missing at either end, some more on a busy machine.
    assertTrue(played < passed + 150 && played > passed - 300, played + " of " + passed + " ms");
    assertEquals(List.of(), chromium.requests());
  }

  @Test
  void whatDoesNotOpenTheInkIsToldApart() throws Exception {
    Path escrow = demo.folder().resolve("escrow.p12");
    Path share = demo.folder().resolve("share.bin");
    Path otherShare = Files.write(demo.folder().resolve("other.bin"), new byte[32]);
    assertEquals(
        "refused password", openInk(escrow, "wrong", share).at("/signatures/0/ink").asText());
    assertTrue(inkWords().contains("口令不能打开密钥文件"), inkWords());
    assertEquals(
        "refused share",
        openInk(escrow, DemoTrust.PASSWORD, otherShare).at("/signatures/0/ink").asText());
    assertEquals(
        "refused share-size",
        openInk(escrow, DemoTrust.PASSWORD, signed()).at("/signatures/0/ink").asText());
    Path station = demo.folder().resolve("data/demo/station.p12");
    assertEquals(
        "refused other-key",
        openInk(station, DemoTrust.PASSWORD, share).at("/signatures/0/ink").asText());
    assertEquals(
        "refused key-file",
        openInk(share, DemoTrust.PASSWORD, share).at("/signatures/0/ink").asText());
  }

  @Test
  void pageIsDrawnInBothLanguagesAndBothColours() throws Exception {
    Path pictures = Files.createDirectories(Path.of("target", "report-pictures"));
    for (String language : List.of("zh", "en")) {
      openInk(
          language,
          demo.folder().resolve("escrow.p12"),
          DemoTrust.PASSWORD,
          demo.folder().resolve("share.bin"));
      chromium.evaluate(
          "document.querySelectorAll('details').forEach(d => d.open = d.id !== 'recheck-licences-box')");
      for (boolean dark : List.of(false, true)) {
        chromium.picture(
            pictures.resolve(language + (dark ? "-dark" : "-light") + ".png"), 900, dark);
      }
      chromium.picture(pictures.resolve(language + "-narrow.png"), 380, false);
      assertFalse(
          chromium.evaluate("document.documentElement.scrollWidth > innerWidth").asBoolean(),
          "wider than the window");
      assertFalse(text().contains("recheck."), text());
      assertFalse(text().contains("{0}"), text());
    }
  }
}
