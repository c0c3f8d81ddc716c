// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.Main;
import org.penseal.app.Slow;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.pdf.page.DemoReport;

/**
 * The whole program in JVMs of their own that are told that they are on a platform for which no
 * libraries for vision ship, as on another processor or with a glibc that is too old.
 */
@Slow
class WithoutNativesCommandTest {
  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final String TYPES =
      """
      [{"id": "loan", "name": {"zh": "贷款", "en": "Loan"},
        "modes": ["real-person", "portrait"], "defaultMode": "real-person", "liveness": true,
        "card": false, "retentionDays": 5, "keep": ["live-portrait"],
        "alternative": {"zh": "柜台纸质办理", "en": "on paper at desk 3"}}]""";

  private static final String NOTHING = "-Dorg.bytedeco.javacpp.platform=linux-none";

  @TempDir static Path shared;
  private static OtherJvm jvm;

  @TempDir Path folder;
  private Path report;
  private Path signed;

  @BeforeAll
  static void start() throws IOException {
    jvm =
        OtherJvm.start(
            shared.resolve("log.txt"), NOTHING, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
  }

  @AfterAll
  static void end() {
    jvm.close();
  }

  @BeforeEach
  void write() throws Exception {
    report = folder.resolve("report.pdf");
    signed = folder.resolve("signed.pdf");
    DemoReport.write(report);
  }

  private static CommandLineRun run(List<Object> words) throws IOException {
    return jvm.run(words);
  }

  private CommandLineRun runAlone(List<Object> words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                NOTHING,
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName()));
    words.forEach(word -> command.add(word.toString()));
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertTrue(process.waitFor(600, TimeUnit.SECONDS));
    return new CommandLineRun(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private CommandLineRun sign(String language, Object... more) throws IOException {
    List<Object> words =
        new ArrayList<>(List.of("sign", report, "--out", signed, "--data", folder.resolve("data")));
    words.addAll(List.of("--lang", language, "--pad", "sim:penseal-ref", "--speed", "40"));
    words.addAll(List.of("--trace", TESTDATA.resolve("ink/zhang-wei-1.json")));
    words.addAll(List.of("--name", "李娜", "--id-number", DemoPopulation.ID_NUMBERS.getFirst()));
    words.addAll(List.of(more));
    return run(words);
  }

  private void assertVerifies(Object... more) throws IOException {
    Path trust = folder.resolve("data").resolve("demo").resolve("trust");
    List<Object> words =
        new ArrayList<>(List.of("verify", signed, "--lang", "en", "--trust", trust));
    words.addAll(List.of(more));
    CommandLineRun verified = run(words);
    assertEquals(0, verified.exit(), verified.out() + verified.err());
  }

  @Test
  void aCaseByTelephoneIsSignedAndVerified() throws Exception {
    CommandLineRun run =
        sign("en", "--mode", "phone", "--phone", "00010000001", "--phone-code-file", "sim:");
    assertEquals(0, run.exit(), run.err());
    assertVerifies();
  }

  @ParameterizedTest
  @CsvSource({"en, by mobile number and SMS code", "zh, 手机号码认证（含短信验证码）"})
  void theDemoGoesOnByTelephoneAndSaysSo(String language, String said) throws Exception {
    CommandLineRun demo =
        runAlone(
            List.of("demo", "--out", folder.resolve("demo"), "--speed", 40, "--lang", language));
    assertEquals(0, demo.exit(), demo.out() + demo.err());
    assertTrue(demo.err().contains(System.getProperty("os.arch")), demo.err());
    assertTrue(demo.err().contains(said) && demo.out().contains(said), demo.out() + demo.err());
    assertFalse(demo.err().contains("\tat "), demo.err());
    signed = folder.resolve("demo").resolve("signed.pdf");
    CommandLineRun verified =
        run(List.of("verify", signed, "--json", "--trust", folder.resolve("demo/trust")));
    assertEquals(0, verified.exit(), verified.out() + verified.err());
    assertTrue(verified.out().contains("\"verdict\":\"valid\""), verified.out());
  }

  @Test
  void whomTheOperatorVouchesForSignsAndIsVerified() throws Exception {
    KeyFile key = KeyFile.make(folder, "-newkey", "rsa:2048");
    CommandLineRun run =
        sign("en", "--no-identity", "--key", key.file(), "--password-file", key.password());
    assertEquals(0, run.exit(), run.err());
    assertVerifies("--trust", key.certificate());
  }

  @ParameterizedTest
  @CsvSource({"en, dev:0, mobile-number verification with an SMS code", "zh, sim:, 手机号码认证（含短信验证码）"})
  void aRealPersonIsRefusedAndTheWayThatIsLeftIsNamed(String language, String camera, String left)
      throws Exception {
    CommandLineRun run = sign(language, "--mode", "real-person", "--camera", camera);
    assertEquals("vision-unavailable", run.code(), run.err());
    assertEquals(2, run.exit());
    assertTrue(run.err().contains(left), run.err());
    assertTrue(run.err().contains(System.getProperty("os.arch")), run.err());
    assertFalse(Files.exists(signed));
  }

  @Test
  void whereEveryModeTakesAFaceWhatThePolicyOffersInsteadIsNamed() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("business-types.json"), TYPES);
    CommandLineRun run =
        sign(
            "en",
            "--mode",
            "portrait",
            "--camera",
            "clip:" + TESTDATA.resolve("portraits/astronaut.png"));
    assertEquals("vision-unavailable", run.code(), run.err());
    assertEquals(2, run.exit());
    assertTrue(
        run.err().contains("The business type \"Loan\" still allows: on paper at desk 3"),
        run.err());
    assertFalse(run.err().contains("mobile-number verification"), run.err());
  }
}
