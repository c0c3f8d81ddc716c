// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.pad.Ink;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.ink.InkJson;
import org.penseal.pad.simulator.Faults;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;

/** Wrong options are named, and no command harms a file that it does not write whole. */
@Slow
class OutputAndOptionsTest {
  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final Path INK = TESTDATA.resolve("ink/li-na-1.json");
  private static final Path RECORDING = TESTDATA.resolve("recordings/signed.rec");

  private static final int LINE_BEGINS = 2000;

  @TempDir Path folder;

  private static CommandLineRun refused(String code, int exit, Object... words) {
    CommandLineRun run = CommandLineRun.of(words);
    assertEquals(code, run.code(), run.err());
    assertEquals(exit, run.exit());
    assertEquals("", run.out());
    assertFalse(run.err().contains("\tat "), run.err());
    assertFalse(run.err().contains("java."), run.err());
    return run;
  }

  @Test
  void padThatIsNotThereCostsNobodyAnOlderRecording() throws Exception {
    Path kept = Files.copy(RECORDING, folder.resolve("kept.rec"));
    Path none = folder.resolve("none.rec");
    for (String uri : new String[] {"serial:/dev/no-such-pad", "hid:/dev/no-such-pad", "bogus"}) {
      refused("pad-not-found", 2, "pad", "record", uri, "--out", kept, "--lang", "en");
      refused("pad-not-found", 2, "pad", "record", uri, "--out", none, "--lang", "en");
    }
    assertEquals(Files.readString(RECORDING), Files.readString(kept));
    assertFalse(Files.exists(none));
  }

  @Test
  void padThatIsPulledOutIsRecordedToItsEnd() throws Exception {
    Path out = folder.resolve("gone.rec");
    PadModel model = PadCatalog.load().byId("stu-430v").orElseThrow();
    SimulatedCustomer customer = SimulatedCustomer.signs(line(model));
    try (PadSimulator pad =
        PadSimulator.start(
            new PadSimulator.Setup(model, "SIM0000001", Optional.empty(), customer, 20))) {
      pad.faults(Faults.unpluggedAt(100));
      CommandLineRun run =
          CommandLineRun.of("pad", "record", pad.uri() + "?model=stu-430v", "--out", out, "--json");
      assertEquals(0, run.exit(), run.err());
      JsonNode made = new ObjectMapper().readTree(run.out());
      assertEquals("gone", made.get("end").asText());
      Path ink = folder.resolve("gone.json");
      CommandLineRun replayed = CommandLineRun.of("pad", "replay", out, "--out", ink, "--json");
      JsonNode again = new ObjectMapper().readTree(replayed.out());
      assertTrue(again.get("gone").asBoolean());
      assertEquals(made.get("samples"), again.get("samples"));
      // On a busy machine the pen has begun before the recording has.
      PenSample last = InkJson.read(Files.readAllBytes(ink)).samples().getLast();
      assertEquals(LINE_BEGINS + 99, last.x(), replayed.out());
    }
  }

  // Each report is at a place of its own.
  private static Ink line(PadModel model) {
    List<PenSample> samples = new ArrayList<>();
    for (int n = 0; n < 300; n++) {
      samples.add(new PenSample(LINE_BEGINS + n, 2800, 300, true, 1, n * 1000L / 150, n + 1, 0));
    }
    return new Ink(model.space(), samples, 0);
  }

  @Test
  void recordingThatCannotBeWrittenIsSaid() {
    refused(
        "output-not-writable",
        2,
        "pad",
        "record",
        "sim:stu-430v",
        "--out",
        "/dev/full",
        "--trace",
        INK,
        "--lang",
        "en");
    refused(
        "output-not-writable",
        2,
        "pad",
        "record",
        "sim:stu-430v",
        "--out",
        folder,
        "--trace",
        INK,
        "--lang",
        "en");
  }

  @Test
  void pictureNeitherReplacesAFolderNorLeavesATrace() throws Exception {
    Path place = Files.createDirectory(folder.resolve("place.png"));
    refused("output-not-writable", 2, "ink", "show", INK, "--png", place, "--lang", "en");
    assertTrue(Files.isDirectory(place));
    Path nowhere = folder.resolve("no/such/folder.png");
    refused("output-not-writable", 2, "ink", "show", INK, "--png", nowhere, "--lang", "en");
    refused("output-not-writable", 2, "ink", "convert", INK, folder.resolve("no/x.csv"));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(1, left.count(), "no half-written file");
    }
  }

  @Test
  void inkIsConvertedOntoItself() throws Exception {
    Path same = Files.copy(INK, folder.resolve("same.json"));
    assertEquals(0, CommandLineRun.of("ink", "convert", same, same).exit());
    assertEquals(Files.readString(INK), Files.readString(same));
  }

  @Test
  void traceThatIsNotThereIsSaid() {
    Path gone = folder.resolve("gone.json");
    refused(
        "input-unreadable",
        65,
        "pad",
        "record",
        "sim:stu-430v",
        "--out",
        folder.resolve("a.rec"),
        "--trace",
        gone,
        "--lang",
        "en");
    refused(
        "input-unreadable",
        65,
        "pad",
        "simulate",
        "stu-430v",
        "--link",
        folder.resolve("l"),
        "--trace",
        folder,
        "--lang",
        "en");
  }

  @Test
  void simulatedPadTakesNoFilesPlace() throws Exception {
    Path file = Files.writeString(folder.resolve("precious"), "kept\n");
    for (Path link : new Path[] {file, folder.resolve("no/such/link")}) {
      refused(
          "output-not-writable",
          2,
          "pad",
          "simulate",
          "stu-430v",
          "--link",
          link,
          "--trace",
          INK,
          "--lang",
          "en");
    }
    assertEquals("kept\n", Files.readString(file));
  }

  @Test
  void numbersThatMakeNoSenseAreWrongUsage() {
    Path out = folder.resolve("a.rec");
    for (String number : new String[] {"-1", "NaN", "Infinity", "x", "0"}) {
      refused("usage", 64, "pad", "record", "sim:stu-430v", "--out", out, "--seconds", number);
      refused("usage", 64, "pad", "record", "sim:stu-430v", "--out", out, "--speed", number);
      refused("usage", 64, "pad", "simulate", "stu-430v", "--trace", INK, "--speed", number);
      refused("usage", 64, "sign", INK, "--out", out, "--pad", "sim:stu-430v", "--speed", number);
      if (!number.equals("0")) {
        refused("usage", 64, "pad", "replay", RECORDING, "--speed", number);
      }
    }
    refused(
        "usage", 64, "pad", "simulate", "stu-430v", "--link", out, "--trace", INK, "--reports", 0);
    assertFalse(Files.exists(out));
  }

  @Test
  void languageIsChineseOrEnglish() {
    for (Object[] words :
        new Object[][] {
          {"pad", "list", "--lang", "fr"},
          {"ink", "compare", INK, INK, "--lang=zht"},
        }) {
      CommandLineRun run = refused("usage", 64, words);
      assertTrue(run.err().contains("--lang takes one of these values: zh, en."), run.err());
    }
    CommandLineRun chinese = CommandLineRun.of("ink", "compare", INK, INK, "--lang", "zh-CN");
    assertTrue(chinese.out().contains("一致性指标"), chinese.out());
  }

  @Test
  void timeIsIsoAndAnotherOneIsSaidInWords() {
    CommandLineRun run = refused("usage", 64, "verify", INK, "--at", "yesterday");
    assertTrue(run.err().contains("2026-01-31T08:00:00Z"), run.err());
  }

  @Test
  void nameThatNoFileCanHaveIsSaidInWords() throws Exception {
    Path list = Files.writeString(folder.resolve("list.tsv"), "a\0b.json\tc.json\t1\n");
    refused("file-bad-line", 65, "ink", "evaluate", list);
    refused("usage", 64, "ink", "convert", "a\0b.json", folder.resolve("x.csv"));
    refused("usage", 64, "ink", "compare", "a\0b.json", INK);
  }

  @Test
  void numberOfReferencesIsSaidInWords() {
    CommandLineRun run = refused("usage", 64, "ink", "compare", INK, "--lang", "en");
    assertTrue(run.err().contains("one to five references"), run.err());
  }

  @Test
  void recordingWithImpossibleTimesNamesItsLine() throws Exception {
    Path bad =
        Files.writeString(
            folder.resolve("bad.rec"),
            "# penseal transport recording 1\n# model: topaz-siglite-1x5\n"
                + "@9223372036854775 < c180808080\n");
    CommandLineRun run = refused("file-bad-line", 65, "pad", "replay", bad, "--lang", "en");
    assertTrue(run.err().contains("Line 3"), run.err());
  }
}
