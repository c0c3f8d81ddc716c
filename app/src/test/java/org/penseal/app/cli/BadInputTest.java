// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.function.ThrowingSupplier;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.workplace.Station;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.camera.Stills;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.puppet.Puppet;
import org.penseal.pdf.page.DemoReport;

/** Every bad input has its code, its exit code, words in both languages, and no output. */
@WholeCase
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final Path TRACE = TESTDATA.resolve("ink/zhang-wei-1.json");
  private static final Path FACE = TESTDATA.resolve("portraits/astronaut.png");
  private static final Path OTHER_FACE = TESTDATA.resolve("portraits/grace_hopper.jpg");
  private static final String NUMBER = "11010519491231002X";
  @TempDir static Path folder;
  private Path report;

  @BeforeAll
  void makeDocument() throws Exception {
    Station.registerProvider();
    report = folder.resolve("report.pdf");
    DemoReport.write(report);
  }

  /** A sign command that would succeed, with some options put in the place of others. */
  private CommandLineRun sign(Path in, Path out, String... changed) {
    List<String> words = new ArrayList<>(List.of("sign", in.toString(), "--out", out.toString()));
    List<String> defaults =
        List.of(
            "--lang",
            "en",
            "--data",
            folder.resolve("data").toString(),
            "--pad",
            "sim:penseal-ref",
            "--trace",
            TRACE.toString(),
            "--speed",
            "40",
            "--mode",
            "portrait",
            "--camera",
            "clip:" + FACE,
            "--name",
            "张伟",
            "--id-number",
            NUMBER,
            "--business",
            "B-" + UUID.randomUUID());
    List<String> given = Arrays.asList(changed);
    // Nobody writes on a device by himself.
    boolean device = given.stream().anyMatch(each -> each.startsWith("serial:"));
    List<String> left = device ? List.of("--trace", "--speed") : List.of();
    for (int i = 0; i < defaults.size(); i += 2) {
      if (!given.contains(defaults.get(i)) && !left.contains(defaults.get(i))) {
        words.addAll(defaults.subList(i, i + 2));
      }
    }
    words.addAll(given);
    return CommandLineRun.of(words.toArray());
  }

  private void refuses(String code, int exit, Path in, String... changed) throws IOException {
    Path out = folder.resolve("refused.pdf");
    byte[] before = Files.exists(in) ? Files.readAllBytes(in) : new byte[0];
    CommandLineRun run = sign(in, out, changed);
    assertEquals(code, run.code(), run.err());
    assertEquals(exit, run.exit());
    assertEquals("", run.out());
    assertFalse(run.err().contains("\tat "), run.err());
    assertFalse(Files.exists(out));
    if (Files.exists(in)) {
      assertArrayEquals(before, Files.readAllBytes(in));
    }
    List<String> inChinese = new ArrayList<>(Arrays.asList(changed));
    inChinese.addAll(List.of("--lang", "zh"));
    CommandLineRun chinese = sign(in, out, inChinese.toArray(String[]::new));
    assertEquals(code, chinese.code());
    assertTrue(chinese.err().matches("(?s).*\\p{IsHan}.*"), chinese.err());
  }

  @Test
  void signsWhenNothingIsWrong() throws Exception {
    Path out = folder.resolve("good.pdf");
    CommandLineRun run = sign(report, out, "--id-number", "11010519491231002x");
    assertEquals(0, run.exit(), run.err());
    assertTrue(Files.size(out) > Files.size(report));
  }

  @Test
  void refusesWhatIsNoPdf() throws Exception {
    Path text = Files.writeString(folder.resolve("text.pdf"), "not a PDF at all\n");
    refuses("pdf-not-a-pdf", 65, text);
    refuses("file-empty", 65, Files.createFile(folder.resolve("empty.pdf")));
  }

  @Test
  void anEmptyFileIsVerifiedWithoutAdviceOnSigning() throws Exception {
    Path empty = Files.createFile(folder.resolve("nothing.pdf"));
    CommandLineRun run = CommandLineRun.of("verify", empty, "--lang", "en");
    assertEquals("file-empty", run.code(), run.err());
    assertEquals(65, run.exit());
    assertTrue(run.err().contains("Get the file again"), run.err());
    assertFalse(run.err().contains("sign"), run.err());
    CommandLineRun chinese = CommandLineRun.of("verify", empty, "--lang", "zh");
    assertTrue(chinese.err().contains("请重新获取该文件"), chinese.err());
  }

  @Test
  void refusesATruncatedPdf() throws Exception {
    byte[] whole = Files.readAllBytes(report);
    Path half = folder.resolve("half.pdf");
    Files.write(half, Arrays.copyOf(whole, whole.length / 2));
    refuses("pdf-damaged", 65, half);
  }

  @Test
  void refusesAMissingFile() throws Exception {
    refuses("input-unreadable", 65, folder.resolve("nowhere.pdf"));
  }

  // Who opens a pipe waits for somebody who writes to it.
  @Test
  void refusesAPipeAtOnce() throws Exception {
    Path pipe = folder.resolve("pipe.pdf");
    run("mkfifo", pipe.toString());
    Path out = folder.resolve("refused.pdf");
    List<ThrowingSupplier<CommandLineRun>> all =
        List.of(
            () -> CommandLineRun.of("verify", pipe.toString()),
            () -> CommandLineRun.of("verify", "/dev/zero"),
            () -> CommandLineRun.of("extend", pipe.toString(), "--out", out.toString(), "--demo"),
            () -> CommandLineRun.of("timestamp", pipe.toString(), "--demo"),
            () -> CommandLineRun.of("pdf", "repair", pipe.toString(), "--out", out.toString()),
            () -> sign(pipe, out));
    for (ThrowingSupplier<CommandLineRun> each : all) {
      CommandLineRun run = assertTimeoutPreemptively(Duration.ofMinutes(1), each);
      assertEquals("input-unreadable", run.code(), run.err());
      assertEquals(65, run.exit());
    }
  }

  @Test
  void asksForThePasswordOfAnEncryptedPdf() throws Exception {
    Path locked = folder.resolve("locked.pdf");
    run("qpdf", "--encrypt", "open", "own", "256", "--", report.toString(), locked.toString());
    Path wrong = Files.writeString(folder.resolve("wrong.txt"), "nope\n");
    Path right = Files.writeString(folder.resolve("right.txt"), "open\n");
    refuses("pdf-needs-password", 65, locked);
    refuses("pdf-wrong-password", 65, locked, "--pdf-password-file", wrong.toString());
    Path out = folder.resolve("unlocked.pdf");
    CommandLineRun signed = sign(locked, out, "--pdf-password-file", right.toString());
    assertEquals(0, signed.exit(), signed.err());
  }

  @Test
  void saysThatThereIsNoPad() throws Exception {
    refuses("pad-not-found", 2, report, "--pad", "serial:/dev/no-such-pad");
    refuses("pad-unknown-model", 2, report, "--pad", "sim:no-such-model");
  }

  @Test
  void saysHowManyTriesOfThePinAreLeft() throws Exception {
    Path pin = Files.writeString(folder.resolve("pin.txt"), "99999999\n");
    refuses("pad-wrong-pin", 1, report, "--pin-file", pin.toString());
    CommandLineRun run = sign(report, folder.resolve("p.pdf"), "--pin-file", pin.toString());
    assertTrue(run.err().matches("(?s).*Tries left: \\d+.*"), run.err());
  }

  @Test
  void checksTheIdNumber() throws Exception {
    refuses("id-number-check-digit", 64, report, "--id-number", "110105194912310021");
    refuses("id-number-date", 64, report, "--id-number", "11010519491331002X");
    refuses("id-number-length", 64, report, "--id-number", "1101051949123");
    refuses("id-number-character", 64, report, "--id-number", "1101051949A231002X");
  }

  @Test
  void refusesAChoiceOfModelsThatIsNone() throws Exception {
    Path data = Files.createDirectories(folder.resolve("chosen"));
    Files.writeString(data.resolve("models.json"), "null");
    refuses("model-choice-unreadable", 65, report, "--data", data.toString());
  }

  @Test
  void refusesPicturesThatShowNoSingleFace() throws Exception {
    Path blank = picture("blank.png", 640, 480);
    refuses("face-none", 2, report, "--camera", "clip:" + blank);
    refuses("face-several", 2, report, "--camera", "clip:" + twoFaces());
    refuses("camera-none", 2, report, "--camera", "dev:7");
    refuses("usage", 64, report, "--camera", "dev:7", "--challenge", "blink");
    refuses("picture-unreadable", 65, report, "--camera", "clip:" + folder.resolve("none.png"));
  }

  private static Path picture(String name, int width, int height) throws IOException {
    Path file = folder.resolve(name);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private static Path twoFaces() throws IOException {
    BufferedImage one = ImageIO.read(FACE.toFile());
    BufferedImage two = ImageIO.read(OTHER_FACE.toFile());
    BufferedImage both = new BufferedImage(1024, 600, BufferedImage.TYPE_3BYTE_BGR);
    both.getGraphics().drawImage(one, 0, 0, 512, 600, 100, 10, 356, 310, null);
    both.getGraphics().drawImage(two, 512, 0, 512, 600, null);
    Path file = folder.resolve("two.png");
    ImageIO.write(both, "png", file.toFile());
    return file;
  }

  @Test
  void refusesAnotherPersonBeforeTheCamera() throws Exception {
    Path clip = folder.resolve("other-clip");
    Puppet.of(ModelFiles.bundled(), OTHER_FACE)
        .render(List.of(Challenge.TURN_LEFT, Challenge.BLINK), clip);
    refuses(
        "identity-another-face",
        1,
        report,
        "--mode",
        "real-person",
        "--camera",
        "clip:" + clip,
        "--idcard",
        "sim:",
        "--name",
        "李娜",
        "--id-number",
        "999999190001010023");
  }

  @Test
  void refusesAPhotoThatIsSwungBeforeTheCamera() throws Exception {
    Path clip = folder.resolve("swung");
    Files.createDirectories(clip);
    ModelFiles models = ModelFiles.bundled();
    try (var camera =
        org.penseal.liveness.puppet.attack.Attacks.swungPhoto(
            models, Stills.read(FACE), List.of(Challenge.TURN_LEFT, Challenge.BLINK))) {
      int number = 0;
      for (var frame = camera.next(); frame.isPresent(); frame = camera.next()) {
        Files.write(clip.resolve("%05d.jpg".formatted(number++)), Stills.jpeg(frame.get(), 90));
      }
    }
    refuses("identity-not-live", 1, report, "--mode", "real-person", "--camera", "clip:" + clip);
  }

  @Test
  void saysWhichServiceIsDown() throws Exception {
    String nobody = "http://127.0.0.1:9";
    refuses("ca-unreachable", 2, report, "--ca", nobody);
    refuses("tsa-unreachable", 2, report, "--tsa", nobody);
    refuses(
        "authority-unreachable",
        2,
        report,
        "--mode",
        "phone",
        "--phone",
        "13800000000",
        "--authority",
        nobody);
  }

  @Test
  void doesNotBelieveAServiceThatAnswersNonsense() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "<html>hello</html>".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort();
      refuses("ca-refused", 2, report, "--ca", address);
      refuses("tsa-refused", 2, report, "--tsa", address);
      refuses(
          "authority-nonsense",
          2,
          report,
          "--mode",
          "phone",
          "--phone",
          "13800000000",
          "--authority",
          address);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void refusesANameThatTheFontCannotPrint() throws Exception {
    refuses("pdf-missing-glyph", 1, report, "--name", "กขค");
  }

  @Test
  void refusesAnOutputThatCannotBeWritten() throws Exception {
    for (Path out : List.of(Path.of("/proc/x.pdf"), folder.resolve("no/such/x.pdf"), folder)) {
      CommandLineRun run = sign(report, out);
      assertEquals("output-not-writable", run.code(), run.err());
      assertEquals(2, run.exit());
    }
    CommandLineRun onItself = sign(report, report, "--lang", "en");
    assertEquals("output-is-input", onItself.code());
    assertEquals(2, onItself.exit());
    assertTrue(onItself.err().contains("Choose another name for the output."), onItself.err());
  }

  @Test
  void refusesAPlaceThatIsNotThere() throws Exception {
    refuses("pdf-no-such-page", 1, report, "--at", "99,10,10,100,50");
    refuses("pdf-no-such-field", 1, report, "--field", "nowhere");
    refuses("pdf-keyword-not-found", 1, report, "--keyword", "不存在的词");
    refuses("pdf-placement-outside", 1, report, "--at", "1,5000,10,100,50");
  }

  @Test
  void explainsWrongUsage() throws Exception {
    refuses("usage", 64, report, "--mode", "by-guess");
    assertEquals(64, CommandLineRun.of("sign").exit());
    assertEquals(64, CommandLineRun.of("no-such-command").exit());
    assertEquals(64, sign(report, folder.resolve("x.pdf"), "--no-identity").exit());
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }
}
