// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.workplace.Station;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.liveness.Frame;
import org.penseal.liveness.camera.Stills;
import org.penseal.pdf.page.DemoReport;
import org.penseal.trust.embedded.EmbeddedTrust;

/** Somebody signs in another's name, with what he has on his own computer. */
@WholeCase
class OriginCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final Path FACE = TESTDATA.resolve("portraits/astronaut.png");
  private static final String NAME = "李娜";
  private static final String NUMBER = DemoPopulation.ID_NUMBERS.getFirst();

  @TempDir static Path shared;
  private static KeyFile key;
  @TempDir Path folder;
  private Path report;
  private int count;

  @BeforeAll
  static void keys() throws Exception {
    Station.registerProvider();
    key =
        KeyFile.make(
            shared,
            "-newkey",
            "rsa:2048",
            "-days",
            "30",
            "-addext",
            "keyUsage=critical,digitalSignature");
  }

  @BeforeEach
  void start() throws Exception {
    report = folder.resolve("report.pdf");
    DemoReport.write(report);
  }

  private CommandLineRun run(Object... further) {
    List<Object> words = new ArrayList<>(List.of("sign", report, "--lang", "en", "--json"));
    words.addAll(List.of("--data", folder.resolve("data"), "--out", out(++count)));
    words.addAll(List.of(further));
    return CommandLineRun.of(words.toArray());
  }

  private Path out(int number) {
    return folder.resolve("out-" + number + ".pdf");
  }

  private CommandLineRun onPad(Object... further) {
    List<Object> words = new ArrayList<>(List.of("--pad", "sim:stu-430v", "--speed", "40"));
    words.addAll(List.of("--trace", TESTDATA.resolve("ink/li-na-1.json")));
    words.addAll(List.of(further));
    return run(words.toArray());
  }

  private CommandLineRun portrait(String business, Object camera) {
    return filmed(camera, "--business", business);
  }

  private CommandLineRun filmed(Object camera, Object... further) {
    List<Object> words = new ArrayList<>(List.of("--mode", "portrait", "--name", NAME));
    words.addAll(List.of("--id-number", NUMBER, "--camera", camera));
    words.addAll(List.of(further));
    return onPad(words.toArray());
  }

  private JsonNode signature(Object... trust) throws Exception {
    List<Object> words = new ArrayList<>(List.of("verify", out(count), "--json"));
    words.addAll(List.of(trust));
    return JSON.readTree(CommandLineRun.of(words.toArray()).out()).at("/signatures/0");
  }

  private JsonNode manifest(CommandLineRun run) throws Exception {
    assertEquals(0, run.exit(), run.err());
    String id = JSON.readTree(run.out()).get("case").asText();
    CommandLineRun shown =
        CommandLineRun.of("evidence", "show", id, "--data", folder.resolve("data"), "--json");
    return JSON.readTree(shown.out()).get("manifest");
  }

  /** No CA, no time-stamp, no chip: nothing but the pad shows that it is a simulation. */
  @Test
  void simulatedPadWithoutAChipIsADemonstrationUnderARealKey() throws Exception {
    CommandLineRun run =
        onPad(
            "--key",
            key.file(),
            "--password-file",
            key.password(),
            "--profile",
            "pades-b",
            "--no-identity",
            "--name",
            NAME);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.err().contains("DEMO"), run.err());
    JsonNode signature = signature("--trust", key.certificate());
    assertEquals("trusted", signature.get("chain").asText());
    assertEquals("simulated", signature.at("/evidence/origins/pad").asText());
    assertEquals("operator", signature.at("/evidence/origins/person").asText());
    assertEquals("demo", signature.get("assurance").asText());
  }

  /** The word "synthetic" lies beside a clip; who deletes it has a recording all the same. */
  @Test
  void clipIsARecordingWhateverLiesBesideIt() throws Exception {
    Path clip = Files.createDirectory(folder.resolve("clip"));
    Files.copy(FACE, clip.resolve("0.png"));
    JsonNode manifest = manifest(portrait("one", "clip:" + clip));
    assertEquals("recorded", manifest.at("/origins/camera").asText());
    assertEquals("recorded", signature().at("/evidence/origins/camera").asText());
    assertEquals("demo", signature().get("assurance").asText());
    String explained = CommandLineRun.of("verify", out(count), "--explain", "--lang", "en").out();
    assertTrue(explained.contains("camera: recorded earlier (DEMO)"), explained);
  }

  @Test
  void copyOfAPortraitOfAnEarlierCaseIsWarnedOf() throws Exception {
    assertEquals(0, portrait("one", "clip:" + FACE).exit());
    Frame frame = Stills.read(FACE);
    Path copy = Files.write(folder.resolve("copy.jpg"), Stills.jpeg(frame, 60));
    CommandLineRun like = portrait("three", "clip:" + copy);
    assertEquals(0, like.exit(), like.err());
    assertTrue(like.out().contains("\"warnings\":[\"portrait-like-earlier\"]"), like.out());
    CommandLineRun another =
        portrait("four", "clip:" + TESTDATA.resolve("portraits/grace_hopper.jpg"));
    assertEquals(0, another.exit(), another.err());
    assertTrue(another.out().contains("\"warnings\":[]"), another.out());
  }

  @Test
  void realEscrowWithASimulatedPadIsRefusedBeforeAnybodyIsAsked() throws Exception {
    Path registered = Files.createDirectories(folder.resolve("data/trust/escrow"));
    Files.copy(key.certificate(), registered.resolve("escrow.pem"));
    CommandLineRun run = filmed("clip:" + FACE, "--escrow", key.certificate());
    assertEquals("laboratory-with-service", run.code(), run.err());
    assertEquals(1, run.exit());
    assertFalse(Files.exists(out(count)));
  }

  @Test
  void realTimestampServiceWithASimulatedPadIsRefused() throws Exception {
    try (OpensslTsa tsa = OpensslTsa.start(shared)) {
      CommandLineRun stranger = filmed("clip:" + FACE, "--tsa", tsa.address());
      assertEquals("tsa-untrusted", stranger.code(), stranger.err());
      Path roots = Files.createDirectories(folder.resolve("data/trust/tsa"));
      Files.copy(tsa.certificate(), roots.resolve("tsa.pem"));
      CommandLineRun run = filmed("clip:" + FACE, "--tsa", tsa.address());
      assertEquals("laboratory-with-service", run.code(), run.err());
      assertFalse(Files.exists(out(count)));
    }
  }

  /** The demo's service is named first, and is not there when the signature is stamped. */
  @Test
  void everyOneOfSeveralTimestampServicesIsJudged() throws Exception {
    Path keys = Files.createDirectory(folder.resolve("keys"));
    Path roots = Files.createDirectories(folder.resolve("data/trust/tsa"));
    try (EmbeddedTrust demo =
            EmbeddedTrust.start(
                keys, r -> Optional.empty(), Clock.systemUTC(), new SecureRandom());
        OpensslTsa real = OpensslTsa.start(shared);
        Turnstile first = Turnstile.before(demo.tsaUri(), query -> query == 1);
        Turnstile late = Turnstile.before(real.address(), query -> query > 1)) {
      demo.writeRoots(folder.resolve("data/trust"));
      Files.copy(real.certificate(), roots.resolve("real.pem"));
      CommandLineRun both = filmed("clip:" + FACE, "--tsa", demo.tsaUri(), "--tsa", real.address());
      assertEquals("laboratory-with-service", both.code(), both.err());
      // Nobody could judge the one that did not answer before the freeze.
      CommandLineRun away =
          filmed(
              "clip:" + TESTDATA.resolve("portraits/grace_hopper.jpg"),
              "--business",
              "two",
              "--tsa",
              first.address(),
              "--tsa",
              late.address());
      assertEquals("tsa-none", away.code(), away.err());
      assertTrue(away.err().contains(late.address() + " timestamp-of-another-origin"), away.err());
      assertFalse(Files.exists(out(count)));
    }
  }

  /** Name and number go nowhere for a case that no real service could take. */
  @Test
  void realAuthorityIsToldNothingOfACaseWithASimulatedPad() throws Exception {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer authority =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    authority.createContext(
        "/",
        exchange -> {
          try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            byte[] health =
                "{\"status\":\"up\",\"provider\":\"Ministry\",\"demo\":false}"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, health.length);
            exchange.getResponseBody().write(health);
          }
        });
    authority.start();
    try {
      CommandLineRun run =
          onPad(
              "--mode",
              "phone",
              "--name",
              NAME,
              "--id-number",
              NUMBER,
              "--phone",
              "13900000000",
              "--authority",
              "http://127.0.0.1:" + authority.getAddress().getPort());
      assertEquals("laboratory-with-service", run.code(), run.err());
      assertEquals(List.of("GET /v1/health"), asked);
      assertFalse(Files.exists(out(count)));
    } finally {
      authority.stop(0);
    }
  }

  @Test
  void nobodyWasShownAnythingOnTheCommandLine() throws Exception {
    CommandLineRun run = portrait("one", "clip:" + FACE);
    JsonNode manifest = manifest(run);
    assertEquals(0, manifest.get("pagesSeen").size());
    assertFalse(manifest.at("/consent/shown").asBoolean(true));
    assertTrue(run.err().contains("Stated by the operator: the signer agreed"), run.err());
    assertFalse(run.err().contains("Document shown"), run.err());
  }

  @Test
  void samePersonSignsTheSameFileOnceUnlessAnotherBusinessIsNamed() throws Exception {
    Object[] options = {
      "--key",
      key.file(),
      "--password-file",
      key.password(),
      "--profile",
      "pades-b",
      "--no-identity",
      "--name",
      NAME
    };
    assertEquals(0, onPad(options).exit());
    CommandLineRun again = onPad(options);
    assertEquals("already-signed", again.code(), again.err());
    assertTrue(again.err().contains("--business"), again.err());
    List<Object> named = new ArrayList<>(List.of(options));
    named.addAll(List.of("--business", "second"));
    assertEquals(0, onPad(named.toArray()).exit());
  }

  @Test
  void personIsReadFromAFileOrStandardInputAndOptionsAreWarnedOf() throws Exception {
    String person = "{\"name\": \"%s\", \"idNumber\": \"%s\"}".formatted(NAME, NUMBER);
    Path file = Files.writeString(folder.resolve("person.json"), person);
    CommandLineRun quiet =
        onPad("--mode", "portrait", "--camera", "clip:" + FACE, "--person-file", file);
    assertEquals(0, quiet.exit(), quiet.err());
    assertFalse(quiet.err().contains("process list"), quiet.err());
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(person.getBytes(StandardCharsets.UTF_8)));
      CommandLineRun piped =
          onPad(
              "--mode",
              "portrait",
              "--camera",
              "clip:" + TESTDATA.resolve("portraits/grace_hopper.jpg"),
              "--person-file",
              "-",
              "--business",
              "piped");
      assertEquals(0, piped.exit(), piped.err());
    } finally {
      System.setIn(before);
    }
    CommandLineRun loud = portrait("one", "clip:" + FACE);
    assertTrue(loud.err().contains("process list"), loud.err());
    for (String wrong : List.of("[]", "{\"nam\": \"x\"}", person + "x", "{\"name\": {}}", "")) {
      Path bad = Files.writeString(folder.resolve("bad.json"), wrong);
      CommandLineRun run = onPad("--mode", "portrait", "--person-file", bad);
      assertEquals(64, run.exit(), wrong + run.err());
      assertFalse(run.err().contains(NUMBER), "quotes the file");
    }
    assertEquals(64, onPad("--person-file", file, "--name", NAME).exit(), "two answers");
  }
}
