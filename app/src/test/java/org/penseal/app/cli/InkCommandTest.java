// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pad.Ink;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.ink.InkJson;
import org.penseal.pad.simulator.hand.Handwriting;

/** The commands over files of ink and recordings, as the command line promises them. */
class InkCommandTest {
  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final Path INK = TESTDATA.resolve("ink/li-na-1.json");
  private static final Path AGAIN = TESTDATA.resolve("ink/li-na-2.json");
  private static final Path OTHER = TESTDATA.resolve("ink/li-wei-1.json");
  private static final PadModel MODEL = PadCatalog.load().byId("penseal-ref").orElseThrow();
  @TempDir Path folder;

  private static JsonNode json(CommandLineRun run) throws Exception {
    assertEquals(0, run.exit(), run.err());
    return new ObjectMapper().readTree(run.out());
  }

  private static CommandLineRun ink(Object... words) {
    List<Object> all = new ArrayList<>(List.of("ink"));
    all.addAll(List.of(words));
    return CommandLineRun.of(all.toArray());
  }

  @Test
  void conversionSaysWhatItDropsAsWordsAndAsKeys() throws Exception {
    Path series = folder.resolve("a.sti");
    CommandLineRun run = ink("convert", INK, series, "--json", "--lang", "zh");
    List<String> dropped = new ArrayList<>();
    json(run).get("dropped").forEach(d -> dropped.add(d.asText()));
    assertEquals(List.of("position-rounded", "space"), dropped);
    assertEquals(1, run.err().lines().count());
    assertTrue(run.err().contains("位置的精确值、签名板的尺寸与分辨率"), run.err());
    Path markup = folder.resolve("a.inkml");
    CommandLineRun whole = ink("convert", INK, markup, "--lang", "en");
    assertEquals("", whole.err());
    Path back = folder.resolve("a.json");
    assertEquals(0, ink("convert", markup, back).exit());
    assertArrayEquals(Files.readAllBytes(INK), Files.readAllBytes(back));
    assertEquals(0, ink("convert", series, folder.resolve("b.csv")).exit());
  }

  @Test
  void inkMlNamedXmlIsReadAsInkMl() throws Exception {
    Path markup = folder.resolve("a.inkml");
    assertEquals(0, ink("convert", INK, markup).exit());
    Path named = Files.copy(markup, folder.resolve("a.XML"));
    Path back = folder.resolve("back.json");
    CommandLineRun run = ink("convert", named, back, "--lang", "en");
    assertEquals(0, run.exit(), run.err());
    assertArrayEquals(Files.readAllBytes(INK), Files.readAllBytes(back));
  }

  @Test
  void badFileIsAnUnreadableFileAndNotAPad() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.inkml"), "<ink><trace>1</trace></ink>");
    Path table =
        Files.writeString(
            folder.resolve("bad.csv"), "t_ms,x,y,pressure,touch\n0,1,1,0.5,1\n1,x,1,0.5,1\n");
    refused(
        "file-not-of-format", 65, ink("convert", bad, folder.resolve("x.json"), "--lang", "en"));
    CommandLineRun line = ink("convert", table, folder.resolve("x.json"), "--lang", "en");
    refused("file-bad-line", 65, line);
    assertTrue(line.err().contains("Line 3 "), line.err());
    refused("usage", 64, ink("convert", INK, folder.resolve("x.bmp"), "--lang", "en"));
    Path gone = folder.resolve("none.sti");
    refused("input-unreadable", 65, ink("convert", gone, folder.resolve("x.json"), "--lang", "en"));
    refused(
        "file-bad-line", 65, CommandLineRun.of("pad", "replay", table.toString(), "--lang", "en"));
    assertFalse(Files.exists(folder.resolve("x.json")));
  }

  @Test
  void picturesOfTheInkHaveItsSizeAndItsStrokes() throws Exception {
    Path svg = folder.resolve("x.svg");
    Path png = folder.resolve("x.png");
    assertEquals(0, ink("convert", INK, svg).exit());
    assertEquals(0, ink("convert", INK, png).exit());
    String text = Files.readString(svg);
    var matcher =
        java.util.regex.Pattern.compile("width=\"([0-9.]+)mm\" height=\"([0-9.]+)mm\"")
            .matcher(text);
    assertTrue(matcher.find(), text);
    var image = javax.imageio.ImageIO.read(png.toFile());
    assertEquals(Double.parseDouble(matcher.group(1)) * 300 / 25.4, image.getWidth(), 1);
    assertEquals(Double.parseDouble(matcher.group(2)) * 300 / 25.4, image.getHeight(), 1);
    assertTrue(text.split("<path", -1).length > 100, "curves");
    int inked = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        inked += image.getRGB(x, y) >>> 24 > 128 ? 1 : 0;
      }
    }
    double part = (double) inked / image.getWidth() / image.getHeight();
    assertTrue(part > 0.005 && part < 0.3, "inked " + part);
  }

  @Test
  void outputDoesNotTakeThePlaceOfTheInk() throws Exception {
    Path own = Files.copy(INK, folder.resolve("own.json"));
    // A name of another format for the same file.
    Path csv = Files.createLink(folder.resolve("own.csv"), own);
    Path png = Files.createSymbolicLink(folder.resolve("own.png"), own);
    refused("output-is-input", 2, ink("convert", own, csv, "--lang", "en"));
    refused("output-is-input", 2, ink("convert", own, png, "--lang", "en"));
    refused("output-is-input", 2, ink("show", own, "--png", png, "--lang", "en"));
    assertArrayEquals(Files.readAllBytes(INK), Files.readAllBytes(own));
  }

  private static void refused(String code, int exit, CommandLineRun run) {
    assertEquals(code, run.code(), run.err());
    assertEquals(exit, run.exit());
    assertEquals("", run.out());
  }

  @Test
  void comparisonIsANumberWithItsErrorRatesAndNoVerdict() throws Exception {
    JsonNode own = json(ink("compare", INK, AGAIN, "--json"));
    JsonNode other = json(ink("compare", OTHER, AGAIN, "--json"));
    assertTrue(other.get("indicator").asDouble() > 2 * own.get("indicator").asDouble());
    assertEquals("distance", own.get("scale").asText());
    assertEquals("MCYT-100, 30 writers", own.at("/errorRates/data").asText());
    assertEquals(0.088, own.get("errorRates").get("practisedEer").asDouble());
    assertTrue(own.get("amongReferences").isNull());
    JsonNode three = json(ink("compare", INK + "," + AGAIN, "--reference", INK, AGAIN, "--json"));
    assertEquals(3, three.get("references").asInt());
    assertEquals("ratio-to-references", three.get("scale").asText());
    CommandLineRun words = ink("compare", INK, AGAIN, "--lang", "en");
    assertTrue(
        words.out().contains("another person's own signature without imitation 0.9%"), words.out());
    assertTrue(words.out().contains("measured on MCYT-100, 30 writers "), words.out());
  }

  @Test
  void tooLittleInkCannotBeCompared() throws Exception {
    Path dot =
        Files.writeString(folder.resolve("dot.csv"), "t_ms,x,y,pressure,touch\n0,1,1,0.5,1\n");
    refused("ink-too-little", 2, ink("compare", INK, dot, "--lang", "en"));
    refused("usage", 64, ink("compare", INK, "--lang", "en"));
    CommandLineRun name = ink("compare", INK + ",a\0b", AGAIN, "--lang", "zh");
    refused("usage", 64, name);
    assertTrue(name.err().contains("不能用作文件名"), name.err());
    assertTrue(name.err().contains("`penseal help ink`"), name.err());
  }

  @Test
  void evaluationCountsAndFindsTheRateAndNamesAWrongLine() throws Exception {
    List<String> rows = new ArrayList<>(List.of("# references, probe, truth"));
    List<String> names = List.of("张伟", "李娜", "王秀英");
    for (int who = 0; who < names.size(); who++) {
      for (int seed = 0; seed < 4; seed++) {
        Ink made = Handwriting.write(names.get(who), MODEL, 50 + seed);
        Files.write(folder.resolve(who + "-" + seed + ".json"), InkJson.write(made));
      }
      String references = who + "-0.json," + who + "-1.json";
      rows.add(references + "\t" + who + "-2.json\t1");
      rows.add(references + "\t" + who + "-3.json\t1");
      rows.add(references + "\t" + (who + 1) % 3 + "-2.json\t0");
    }
    rows.add("0-0.json\tmissing.json\t0");
    Path list = Files.write(folder.resolve("list.tsv"), rows);
    JsonNode found = json(ink("evaluate", list, "--json"));
    assertEquals(10, found.get("rows").asInt());
    assertEquals(6, found.get("genuine").asInt());
    assertEquals(3, found.get("forged").asInt());
    assertEquals(1, found.get("failed").asInt());
    assertEquals(0, found.get("eer").asDouble());
    assertEquals(0, found.get("operatingPoints").get(0).get("falseRefused").asDouble());
    rows.add("0-0.json\t0-1.json\tyes");
    Files.write(list, rows);
    CommandLineRun wrong = ink("evaluate", list, "--lang", "en");
    refused("file-bad-line", 65, wrong);
    assertTrue(wrong.err().contains("Line 12 "), wrong.err());
  }

  @Test
  void pictureIsMadeInBothLanguagesAndColours() throws Exception {
    for (String colour : List.of("speed", "pressure")) {
      for (String language : List.of("zh", "en")) {
        Path png = folder.resolve(colour + language + ".png");
        assertEquals(
            0, ink("show", INK, "--png", png, "--colour", colour, "--lang", language).exit());
        assertTrue(ImageIO.read(png.toFile()).getWidth() > 1000);
      }
    }
    assertFalse(
        java.util.Arrays.equals(
            Files.readAllBytes(folder.resolve("speeden.png")),
            Files.readAllBytes(folder.resolve("pressureen.png"))));
    Path empty = folder.resolve("empty.json");
    Files.write(empty, InkJson.write(new Ink(MODEL.space(), List.of(), 0)));
    assertEquals(0, ink("show", empty, "--png", folder.resolve("empty.png")).exit());
  }

  @Test
  void recordedCaptureIsReplayedToTheSameInkAtAnySpeed() throws Exception {
    Path recording = folder.resolve("a.rec");
    JsonNode made =
        json(
            CommandLineRun.of(
                "pad",
                "record",
                "sim:stu-430v",
                "--out",
                recording,
                "--trace",
                INK,
                "--speed",
                "40",
                "--json"));
    assertEquals("ok", made.get("end").asText());
    Path slow = folder.resolve("slow.json");
    Path fast = folder.resolve("fast.json");
    JsonNode replayed =
        json(CommandLineRun.of("pad", "replay", recording, "--out", fast, "--json"));
    assertEquals(made.get("sm3"), replayed.get("sm3"));
    assertEquals(made.get("samples"), replayed.get("samples"));
    CommandLineRun table =
        CommandLineRun.of(
            "pad", "replay", recording, "--out", folder.resolve("a.csv"), "--lang", "en");
    assertTrue(table.err().startsWith("Not kept in CSV: "), table.err());
    assertTrue(table.err().contains("host times at which"), table.err());
    json(CommandLineRun.of("pad", "replay", recording, "--speed", "3", "--out", slow, "--json"));
    assertArrayEquals(Files.readAllBytes(fast), Files.readAllBytes(slow));
  }
}
