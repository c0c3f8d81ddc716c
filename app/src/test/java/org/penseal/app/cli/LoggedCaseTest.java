// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.app.WholeCase;
import org.penseal.app.workplace.Station;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.key.StationKey;
import org.penseal.pdf.page.DemoReport;
import org.slf4j.LoggerFactory;

/** What whole cases of their own words log, also where somebody wants to see everything. */
@WholeCase
class LoggedCaseTest {
  private static final String NAME = "欧阳雪梅";
  private static final String ID_NUMBER = "11010519491231002X";
  private static final String PHONE = "13800138000";
  private static final String INHABITANT = "李娜";
  private static final String INHABITANTS_PHONE = "00010000001";
  private static final String PASSWORD = "horse-of-the-key-file";
  private static final String WRONG_PASSWORD = "donkey-of-nobody";
  private static final String PIN = "123456";
  private static final String WRONG_PIN = "654321";
  private static final Path TRACE = Path.of("..", "testdata", "ink", "zhang-wei-1.json");

  // Numbers of identity cards; ink and pictures as numbers, hex or Base64; keys.
  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("\\b\\d{17}[0-9Xx]\\b"),
          Pattern.compile("(-?\\d+(\\.\\d+)?[\\])}]*[,;\\s]+[\\[({]*){10}"),
          Pattern.compile("([0-9A-Fa-f]{2}[ :,]){24}"),
          Pattern.compile("[A-Za-z0-9+/]{200}"),
          Pattern.compile("PRIVATE KEY"));

  @TempDir Path folder;
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Logger own = (Logger) LoggerFactory.getLogger("org.penseal");
  private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
  private final ListAppender<ILoggingEvent> seen = new ListAppender<>();
  private Level before = Level.WARN;
  private Path report = Path.of("none");

  @BeforeEach
  void listen() throws Exception {
    Station.registerProvider();
    report = folder.resolve("report.pdf");
    DemoReport.write(report);
    before = own.getLevel();
    own.setLevel(Level.TRACE);
    // Whatever other tests of this machine have made of it.
    root.iteratorForAppenders().forEachRemaining(others::add);
    others.forEach(root::detachAppender);
    seen.start();
    root.addAppender(seen);
  }

  @AfterEach
  void stop() {
    root.detachAppender(seen);
    others.forEach(root::addAppender);
    own.setLevel(before);
  }

  private static Stream<String> words(ILoggingEvent event) {
    List<String> all = new ArrayList<>(List.of(event.getFormattedMessage()));
    for (IThrowableProxy each = event.getThrowableProxy(); each != null; each = each.getCause()) {
      all.add(String.valueOf(each.getMessage()));
    }
    return all.stream();
  }

  // A secret of digits may by chance be a part of a longer number.
  private static Optional<String> told(String said, List<String> secrets) {
    return Stream.concat(
            secrets.stream()
                .map(
                    s ->
                        Pattern.compile("(?<![0-9A-Fa-f])" + Pattern.quote(s) + "(?![0-9A-Fa-f])")),
            FORMS.stream())
        .map(pattern -> pattern.matcher(said))
        .filter(Matcher::find)
        .map(Matcher::group)
        .findFirst();
  }

  private void nothingToldOf(String... secrets) {
    assertFalse(seen.list.isEmpty(), "something is logged at all");
    for (ILoggingEvent event : seen.list) {
      words(event)
          .forEach(
              said ->
                  assertEquals(
                      Optional.empty(),
                      told(said, List.of(secrets)),
                      () -> event.getLoggerName() + ": " + said));
    }
  }

  private CommandLineRun sign(Object... more) {
    List<Object> words = new ArrayList<>(List.of("sign", report, "--lang", "en"));
    words.addAll(List.of("--out", folder.resolve("signed.pdf")));
    words.addAll(List.of("--data", folder.resolve("data")));
    words.addAll(Arrays.asList(more));
    return CommandLineRun.of(words.toArray());
  }

  private Path file(String name, String content) throws Exception {
    return Files.writeString(folder.resolve(name), content + "\n");
  }

  @Test
  void aCaseOfARealPersonTellsNothing() {
    CommandLineRun demo = CommandLineRun.of("demo", "--out", folder.resolve("demo"));
    assertEquals(0, demo.exit(), demo.err());
    List<String> people = new ArrayList<>(List.of(INHABITANT, "王秀英", "张伟"));
    people.addAll(DemoPopulation.ID_NUMBERS);
    nothingToldOf(people.toArray(String[]::new));
  }

  @Test
  void aCaseByTelephoneTellsNeitherNumberNorCode() {
    CommandLineRun signed =
        sign(
            "--pad",
            "sim:penseal-ref",
            "--trace",
            TRACE,
            "--speed",
            "40",
            "--mode",
            "phone",
            "--name",
            INHABITANT,
            "--id-number",
            DemoPopulation.ID_NUMBERS.getFirst(),
            "--phone",
            INHABITANTS_PHONE,
            "--phone-code-file",
            "sim:");
    assertEquals(0, signed.exit(), signed.err());
    Matcher code = Pattern.compile("DEMO SMS .*code (\\d{4,8})").matcher(signed.err());
    assertTrue(code.find(), signed.err());
    nothingToldOf(
        INHABITANT, DemoPopulation.ID_NUMBERS.getFirst(), INHABITANTS_PHONE, code.group(1));
  }

  @Test
  void aCaseThatIsRefusedTellsNothing() {
    CommandLineRun refused =
        sign(
            "--mode",
            "phone",
            "--name",
            NAME,
            "--id-number",
            ID_NUMBER,
            "--phone",
            PHONE,
            "--pad",
            "serial:/nowhere");
    assertTrue(refused.exit() != 0, refused.out());
    nothingToldOf(NAME, ID_NUMBER, PHONE);
  }

  @Test
  void aKeyFileTellsNoPassword() throws Exception {
    Path key = folder.resolve("key.p12");
    StationKey.generate("Operator", Instant.now(), new SecureRandom())
        .write(key, PASSWORD.toCharArray(), "key", 1000);
    CommandLineRun wrong = sign("--key", key, "--password-file", file("wrong", WRONG_PASSWORD));
    assertTrue(wrong.exit() != 0, wrong.out());
    CommandLineRun signed = sign("--key", key, "--password-file", file("right", PASSWORD));
    assertEquals(0, signed.exit(), signed.err());
    nothingToldOf(PASSWORD, WRONG_PASSWORD);
  }

  @Test
  void aTokenTellsNoPin() throws Exception {
    SoftHsm token = SoftHsm.make(folder);
    KeyFile key = KeyFile.make(folder, "-newkey", "rsa:2048");
    token.put("pkey", "privkey", key.certificate().resolveSibling("key.pem"), "01", "rsa");
    token.put("x509", "cert", key.certificate(), "01", "rsa");
    String place = "pkcs11:" + token.library() + "?token=operator&label=rsa";
    String profile = "pades-b";
    CommandLineRun wrong =
        sign("--profile", profile, "--key", place, "--pin-file", file("wrong", WRONG_PIN));
    assertTrue(wrong.code().startsWith("token-pin-wrong"), wrong.err());
    CommandLineRun signed =
        sign("--profile", profile, "--key", place, "--pin-file", file("right", PIN));
    assertEquals(0, signed.exit(), signed.err());
    nothingToldOf(PIN, WRONG_PIN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cannot open 欧阳雪梅.pdf",
        "login with 123456 failed",
        "number 110105199003077571",
        "points [[1203, 884, 512], [1204, 885, 520], [1206, 889, 531], [1209, 893, 540]]",
        "report 02 10 4f 03 a8 00 11 02 10 4f 03 a8 00 11 02 10 4f 03 a8 00 11 02 10 4f 03 a8"
      })
  void whatIsSearchedIsFound(String said) {
    assertTrue(told(said, List.of(NAME, PIN)).isPresent());
  }

  @Test
  void aPinInTheMiddleOfADigestIsNone() {
    assertEquals(Optional.empty(), told("digest 0a123456ff", List.of(PIN)));
  }
}
