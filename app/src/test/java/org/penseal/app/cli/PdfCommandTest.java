// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;
import org.penseal.pdf.page.PdfPages;

/** What is done to a PDF before it is signed, and where the signature then stands. */
@Slow
final class PdfCommandTest {
  private static final Path TRACE = Path.of("..", "testdata", "ink", "zhang-wei-1.json");

  @TempDir Path folder;
  private Path in;
  private Path out;
  private KeyFile key;

  @BeforeEach
  void open() throws Exception {
    Station.registerProvider();
    in = folder.resolve("in.pdf");
    DemoReport.write(in);
    out = folder.resolve("out.pdf");
    key = KeyFile.make(folder, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256");
  }

  private CommandLineRun pdf(Object... words) {
    List<Object> all = new ArrayList<>(List.of("pdf"));
    all.addAll(List.of(words));
    all.addAll(List.of("--lang", "en"));
    return CommandLineRun.of(all.toArray());
  }

  private CommandLineRun sign(Path input, Path output, Object... further) {
    List<Object> words =
        new ArrayList<>(List.of("sign", input, "--out", output, "--profile", "pades-b"));
    words.addAll(List.of("--data", folder.resolve("data"), "--lang", "en"));
    words.addAll(List.of("--key", key.file(), "--password-file", key.password()));
    words.addAll(List.of(further));
    return CommandLineRun.of(words.toArray());
  }

  private JsonNode verified(Path file) throws Exception {
    CommandLineRun run = CommandLineRun.of("verify", file, "--json", "--trust", key.certificate());
    assertEquals(0, run.exit(), run.out() + run.err());
    return new ObjectMapper().readTree(run.out()).path("signatures");
  }

  @Test
  void fieldsAreMadeSignedInTurnAndTheLockIsRespected() throws Exception {
    CommandLineRun made =
        pdf(
            "fields",
            in,
            "--out",
            out,
            "--add",
            "甲=1,60,60,150,50",
            "--add",
            "乙=1,260,60,150,50",
            "--lock",
            "甲=include:乙");
    assertEquals(0, made.exit(), made.err());
    Path first = folder.resolve("first.pdf");
    CommandLineRun signed = sign(out, first, "--field", "乙", "--reason", "同意");
    assertEquals(0, signed.exit(), signed.err());
    Path second = folder.resolve("second.pdf");
    assertEquals(0, sign(first, second, "--field", "甲").exit());
    JsonNode signatures = verified(second);
    assertEquals(2, signatures.size());
    assertTrue(signatures.path(0).path("changesAfter").path("allowed").asBoolean());
    Path other = folder.resolve("other.pdf");
    assertEquals(0, sign(out, other, "--field", "甲").exit());
    CommandLineRun locked = sign(other, folder.resolve("no.pdf"), "--field", "乙");
    assertEquals(1, locked.exit());
    assertTrue(locked.err().contains("pdf-not-permitted"), locked.err());
    assertFalse(Files.exists(folder.resolve("no.pdf")));
  }

  @Test
  void templateSaysWhereAndWhyAndOptionsGoFirst() throws Exception {
    Path template = folder.resolve("template.json");
    Files.writeString(
        template,
        """
        {"version": 1, "reason": "评标", "location": "北京",
         "keyword": {"text": "%s", "hit": 1, "dx": 5, "dy": 0, "width": 120, "height": 50}}
        """
            .formatted(DemoReport.KEYWORD));
    assertEquals(0, sign(in, out, "--template", template).exit());
    byte[] before = Files.readAllBytes(in);
    byte[] after = Files.readAllBytes(out);
    assertArrayEquals(before, Arrays.copyOf(after, before.length));
    String added =
        new String(after, before.length, after.length - before.length, StandardCharsets.ISO_8859_1);
    assertTrue(added.contains(hex("评标")), "the reason");
    assertTrue(added.contains(hex("北京")), "the location");
    verified(out);
    Path two = folder.resolve("two.pdf");
    assertEquals(0, sign(in, two, "--template", template, "--at", "1,10,10,80,40").exit());
    Files.writeString(template, "{\"version\": 1, \"place\": 3}");
    CommandLineRun wrong = sign(in, folder.resolve("no.pdf"), "--template", template);
    assertEquals(64, wrong.exit(), wrong.err());
    assertTrue(wrong.err().contains("place"), wrong.err());
  }

  private static String hex(String text) {
    return HexFormat.of().withUpperCase().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
  }

  @Test
  void hitThatIsNotThereIsSaidWithTheCount() {
    CommandLineRun run = sign(in, out, "--keyword", DemoReport.KEYWORD, "--keyword-hit", "7");
    assertEquals(1, run.exit());
    assertTrue(run.err().contains("pdf-no-such-hit"), run.err());
    assertFalse(Files.exists(out));
    assertEquals(64, sign(in, out, "--keyword-hit", "1").exit());
    assertEquals(64, sign(in, out, "--field", "a", "--keyword", "b").exit());
  }

  @Test
  void certifiedDocumentRefusesWhatItForbids() throws Exception {
    assertEquals(0, sign(in, out, "--certify", "1").exit());
    verified(out);
    CommandLineRun again = sign(out, folder.resolve("again.pdf"));
    assertEquals(1, again.exit());
    assertTrue(again.err().contains("pdf-not-permitted"), again.err());
    assertEquals(64, sign(in, folder.resolve("x.pdf"), "--certify", "4").exit());
  }

  @Test
  void inkBecomesAnAnnotationThatIsSeen() throws Exception {
    CommandLineRun made =
        pdf(
            "annotate",
            in,
            "--out",
            out,
            "--ink",
            TRACE,
            "--at",
            "1,60,60,160,60",
            "--author",
            "张伟",
            "--contents",
            "同意");
    assertEquals(0, made.exit(), made.err());
    try (PdfPages before = PdfPages.open(in, null);
        PdfPages after = PdfPages.open(out, null)) {
      assertFalse(same(before, after), "the page shows the ink");
    }
    Path signed = folder.resolve("signed.pdf");
    assertEquals(0, sign(out, signed).exit());
    verified(signed);
  }

  @Test
  void outputDoesNotTakeThePlaceOfWhatIsRead() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "secret");
    Path ink = Files.copy(TRACE, folder.resolve("ink.json"));
    byte[] before = Files.readAllBytes(ink);
    for (Path each : List.of(password, ink)) {
      CommandLineRun run =
          pdf(
              "annotate",
              in,
              "--out",
              each,
              "--ink",
              ink,
              "--at",
              "1,60,60,160,60",
              "--pdf-password-file",
              password);
      assertEquals("output-is-input", run.code(), run.err());
    }
    assertEquals("secret", Files.readString(password));
    assertArrayEquals(before, Files.readAllBytes(ink));
  }

  private static boolean same(PdfPages one, PdfPages other) throws Exception {
    var a = one.picture(1, 60);
    var b = other.picture(1, 60);
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        if (a.getRGB(x, y) != b.getRGB(x, y)) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void damagedFileIsSignedAfterItsRepairedCopyIsSaved() throws Exception {
    String text = new String(Files.readAllBytes(in), StandardCharsets.ISO_8859_1);
    Path damaged = folder.resolve("damaged.pdf");
    Files.write(
        damaged,
        text.replaceAll("startxref\\s+\\d+", "startxref\n7").getBytes(StandardCharsets.ISO_8859_1));
    CommandLineRun refused = sign(damaged, out);
    assertEquals(65, refused.exit());
    assertTrue(refused.err().contains("pdf-damaged"), refused.err());
    Path repaired = folder.resolve("repaired.pdf");
    CommandLineRun saved = pdf("repair", damaged, "--out", repaired);
    assertEquals(0, saved.exit(), saved.err());
    assertEquals(0, sign(repaired, out).exit());
    assertEquals(64, pdf("fields", in, "--out", out, "--add", "x").exit());
    assertEquals(64, pdf("fields", in, "--out", out, "--add", "a.b=1,1,1,9,9").exit());
    assertEquals(64, pdf().exit());
  }
}
