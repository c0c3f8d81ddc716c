// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.strangers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Main;
import org.penseal.app.WholeCase;
import org.penseal.app.cli.CommandLineRun;
import org.penseal.app.ink.TraceFile;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.Station;
import org.penseal.idcard.IdCard;
import org.penseal.idcard.IdCardSimulator;
import org.penseal.liveness.Challenge;
import org.penseal.pad.PadModel;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pdf.page.DemoReport;

/**
 * Whole cases, on the command line and in the window, with nothing of the demo: every service is a
 * stranger, every device is one as far as the program can tell, and the program is the one that
 * ships, in a process of its own.
 */
@WholeCase
@Timeout(1800)
class StrangersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final double SPEED = 20;
  private static final long LONGEST_SECONDS = 600;

  /** As each source is called in the manifest: nothing of a demonstration, nothing simulated. */
  private static final Map<String, String> ORIGINS =
      Map.of(
          "pad", "device",
          "person", "device",
          "camera", "device",
          "authority", "service",
          "escrow", "service",
          "tsa", "service",
          "ca", "service");

  @TempDir static Path shared;
  private static Strangers strangers;
  private static Sitter sitter;
  @TempDir Path folder;
  private Path data;
  private PadSimulator pad;
  private IdCardSimulator reader;
  private DeskMachine machine;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(DeskMachine.possible(), "no mount namespace of one's own on this system");
    Station.registerProvider();
    strangers = Strangers.start(shared);
    sitter =
        Sitter.draw(TESTDATA.resolve("portraits/astronaut.png"), shared.resolve("clips"), words());
  }

  // What the command line says, and what the window's page is called.
  private static Map<String, Challenge> words() {
    Map<String, Challenge> words = new LinkedHashMap<>();
    for (Challenge each : Challenge.values()) {
      words.put(Texts.of("en").get("window.prompt.challenge." + each), each);
      words.put("prompt challenge." + each, each);
    }
    return words;
  }

  @AfterAll
  static void stop() throws Exception {
    if (strangers != null) {
      strangers.close();
    }
  }

  @BeforeEach
  void desk() throws Exception {
    data = folder.resolve("data");
    PadModel model = PadCatalog.load().byId("stu-430v").orElseThrow();
    pad =
        PadSimulator.start(
            new PadSimulator.Setup(
                model,
                "8NZQ100042",
                Optional.empty(),
                SimulatedCustomer.signs(
                    TraceFile.read(TESTDATA.resolve("ink/li-na-1.json"), model.space())),
                SPEED));
    reader =
        IdCardSimulator.start(
            Optional.of(
                new IdCard(
                    Strangers.NAME,
                    IdCard.Sex.FEMALE,
                    1,
                    LocalDate.of(1949, 12, 31),
                    "北京市东城区1号",
                    Strangers.NUMBER,
                    "北京市公安局",
                    LocalDate.of(2020, 1, 1),
                    Optional.empty(),
                    new byte[1024])));
    Path line = Path.of(pad.uri().substring("serial:".length()));
    machine = DeskMachine.make(folder.resolve("machine"), sitter.clips(), line, reader.path());
  }

  @AfterEach
  void leave() {
    pad.close();
    reader.close();
  }

  private static final class Said {
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();

    @Override
    public String toString() {
      return String.join("\n", out) + "\n" + String.join("\n", err);
    }
  }

  private static void listen(BufferedReader in, List<String> lines) throws Exception {
    String line = in.readLine();
    while (line != null) {
      lines.add(line);
      sitter.hears(line);
      line = in.readLine();
    }
  }

  private Said run(List<String> options, Object... words) throws Exception {
    sitter.sits();
    List<String> all = new ArrayList<>();
    List.of(words).forEach(word -> all.add(word.toString()));
    Process process = machine.start(strangers.environment(), options, all);
    process.getOutputStream().close();
    Said said = new Said();
    Thread errors =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    listen(process.errorReader(StandardCharsets.UTF_8), said.err);
                  } catch (Exception e) {
                    said.err.add(e.toString());
                  }
                });
    Thread results =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    listen(process.inputReader(StandardCharsets.UTF_8), said.out);
                  } catch (Exception e) {
                    said.err.add(e.toString());
                  }
                });
    try {
      assertTrue(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS), said::toString);
      errors.join();
      results.join();
      assertEquals(0, process.exitValue(), said::toString);
    } finally {
      DeskMachine.end(process);
    }
    return said;
  }

  /** No key of the demo was made, and the program opened no port. */
  private void assertNoDemo() throws Exception {
    try (var all = Files.walk(data)) {
      List<String> there = all.map(data::relativize).map(Path::toString).toList();
      assertEquals(
          List.of("client.p12"), there.stream().filter(each -> each.endsWith(".p12")).toList());
      assertFalse(there.stream().anyMatch(each -> each.startsWith("demo")), there.toString());
    }
    assertFalse(machine.listened(), "a port was opened");
  }

  private void assertVerified(Path signed) throws Exception {
    Path roots = folder.resolve("roots");
    for (String each :
        List.of(
            "signer/ca.pem",
            "tsa/tsa.pem",
            "station/station.pem",
            "authority/registrar.pem",
            "escrow/escrow.pem")) {
      Path root = roots.resolve(each);
      Files.createDirectories(root.getParent());
      Files.copy(data.resolve(root.getFileName()), root);
    }
    CommandLineRun run =
        CommandLineRun.of("verify", signed, "--json", "--lang", "en", "--trust", roots);
    assertEquals(0, run.exit(), run.out() + run.err());
    JsonNode entry = JSON.readTree(run.out()).at("/signatures/0");
    assertEquals("production", entry.path("assurance").asText(), run.out());
    assertEquals("ECDSA", entry.path("algorithm").asText(), run.out());
    JsonNode evidence = entry.path("evidence");
    assertEquals("matches", evidence.path("statement").asText(), run.out());
    assertEquals("registered", evidence.path("authority").asText(), run.out());
    assertEquals("registered", evidence.at("/escrow/state").asText(), run.out());
    Map<String, String> origins = new LinkedHashMap<>();
    evidence
        .path("origins")
        .properties()
        .forEach(e -> origins.put(e.getKey(), e.getValue().asText()));
    assertEquals(ORIGINS, origins, run.out());
  }

  private void assertAsked(int before) throws Exception {
    assertTrue(sitter.asked() >= before + 3, "three challenges");
    List<Integer> answers = strangers.ca().answers();
    assertEquals(
        List.of(PKIBody.TYPE_CERT_REP, PKIBody.TYPE_CONFIRM),
        answers.subList(answers.size() - 2, answers.size()));
    assertTrue(strangers.registrar().portraits() > 0);
    assertTrue(
        strangers.registrar().clients().stream().allMatch("CN=Operator"::equals), "by certificate");
  }

  @Test
  void aCaseIsSignedOnTheCommandLineAndVerified() throws Exception {
    strangers.workplace(data, Strangers.shared());
    DemoReport.write(folder.resolve("document.pdf"));
    Path signed = folder.resolve("signed.pdf");
    int before = sitter.asked();
    Said said =
        run(
            List.of(),
            Main.class.getName(),
            "sign",
            folder.resolve("document.pdf"),
            "--out",
            signed,
            "--data",
            data,
            "--pad",
            "serial:" + DeskMachine.PAD + "?model=stu-430v",
            "--idcard",
            "serial:" + DeskMachine.READER,
            "--camera",
            "dev:0",
            "--mode",
            "real-person",
            "--lang",
            "en",
            "--json");
    assertFalse(said.toString().contains("DEMO"), said.toString());
    assertAsked(before);
    assertVerified(signed);
    assertNoDemo();
  }

  @Test
  void eachServiceAndDeviceOfTheWorkplaceAnswersItsCheck() throws Exception {
    strangers.workplace(data, Strangers.shared());
    Said said =
        run(List.of(), Main.class.getName(), "workplace", "check", "--data", data, "--lang", "en");
    assertEquals(
        List.of(
            "✓ Certification authority",
            "✓ Timestamp service",
            "✓ Identity authority",
            "✓ Escrow certificate",
            "✓ Station key",
            "✓ Signature pad",
            "✓ Camera",
            "✓ ID-card reader"),
        said.out.stream().map(line -> line.split("  ", 2)[0]).toList(),
        said.toString());
    assertNoDemo();
  }

  /** Here CA and station know each other by certificates; the token signs the messages, too. */
  @Test
  void aCaseIsSignedInTheWindowAndVerified() throws Exception {
    strangers.workplace(data, Strangers.signed());
    DemoReport.write(folder.resolve("document.pdf"));
    int before = sitter.asked();
    Said said =
        run(
            List.of(
                "-Dglass.platform=Monocle",
                "-Dmonocle.platform=Headless",
                "-Dprism.order=sw",
                "-Dtestfx.headless=true"),
            "org.penseal.app.shell.WindowOfStrangers",
            data,
            folder.resolve("document.pdf"));
    assertTrue(said.out.contains("verdict VALID"), said.toString());
    assertTrue(said.out.contains("assurance PRODUCTION"), said.toString());
    assertTrue(said.out.contains("authority REGISTERED"), said.toString());
    assertTrue(said.out.contains("badge false"), said.toString());
    assertFalse(said.toString().contains("badge true"), said.toString());
    assertAsked(before);
    Path signed =
        Path.of(
            said.out.stream()
                .filter(line -> line.startsWith("signed "))
                .findFirst()
                .orElseThrow()
                .substring("signed ".length()));
    assertVerified(signed);
    assertNoDemo();
  }
}
