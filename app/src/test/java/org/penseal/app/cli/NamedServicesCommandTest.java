// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.store.Archive;
import org.penseal.app.store.CaseRow;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.TrustFolder;
import org.penseal.pdf.page.DemoReport;

/**
 * Everything that is stamped without a case: nobody stamps who was not named and is not trusted.
 */
@WholeCase
class NamedServicesCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir static Path shared;
  private static KeyFile key;
  private static OpensslTsa tsa;
  @TempDir Path folder;
  private Path data;

  @BeforeAll
  static void start() throws Exception {
    Station.registerProvider();
    key =
        KeyFile.make(
            shared,
            "-newkey",
            "rsa:2048",
            "-days",
            "30",
            "-addext",
            "keyUsage=critical,digitalSignature",
            "-addext",
            "basicConstraints=critical,CA:FALSE");
    tsa = OpensslTsa.start(shared);
  }

  @AfterAll
  static void stop() {
    tsa.close();
  }

  @BeforeEach
  void begin() throws Exception {
    data = folder.resolve("data");
    DemoReport.write(folder.resolve("in.pdf"));
    Files.writeString(folder.resolve("file"), "content");
    try (Archive archive = Archive.open(data, Clock.systemUTC(), new SecureRandom())) {
      archive.begin(
          new CaseRow(
              "c", "b", "OPENED", Instant.now(), Instant.now(), "a", "ab".repeat(32), 7, folder),
          30);
    }
    // What is extended below.
    CommandLineRun signed = sign("base.pdf", "--profile", "pades-b");
    assertEquals(0, signed.exit(), signed.err());
  }

  private CommandLineRun run(List<Object> words, Object... further) {
    Object[] data = {"--data", this.data, "--lang", "en"};
    return CommandLineRun.of(
        Stream.of(words.stream(), Stream.of(further), Stream.of(data)).flatMap(s -> s).toArray());
  }

  private CommandLineRun sign(String out, Object... further) {
    List<Object> words = new ArrayList<>(List.of("sign", folder.resolve("in.pdf"), "--json"));
    words.addAll(List.of("--out", folder.resolve(out), "--key", key.file()));
    words.addAll(List.of("--password-file", key.password()));
    return run(words, further);
  }

  /** Each command that has something stamped, with what it writes. */
  private List<CommandLineRun> stamping(String name, Object... further) {
    Path out = folder.resolve(name);
    Object[] lt = Stream.concat(Stream.of("--profile", "pades-t"), Stream.of(further)).toArray();
    return List.of(
        sign(name + ".pdf", lt),
        run(
            List.of("extend", folder.resolve("base.pdf"), "--out", out + ".lta.pdf"),
            Stream.concat(Stream.of("--trust", key.certificate()), Stream.of(further)).toArray()),
        run(List.of("timestamp", folder.resolve("file"), "--out", out + ".tst"), further),
        run(List.of("evidence", "anchor"), further));
  }

  private void assertAll(String code, int exit, String name, Object... further) throws Exception {
    for (CommandLineRun each : stamping(name, further)) {
      assertEquals(code, each.code(), each.err() + each.out());
      assertEquals(exit, each.exit());
      assertFalse(each.err().contains("DEMO service"), each.err());
    }
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(List.of(), all.filter(f -> f.toString().contains(name)).toList());
    }
    Path anchors = data.resolve("anchors");
    if (Files.exists(anchors)) {
      try (Stream<Path> all = Files.list(anchors)) {
        assertEquals(List.of(), all.filter(f -> f.toString().endsWith(".tst")).toList());
      }
    }
  }

  @Test
  void theDemoStampsNothingUnlessADemonstrationWasAskedFor() throws Exception {
    assertAll("tsa-not-named", 64, "unasked");
    CommandLineRun told = run(List.of("timestamp", folder.resolve("file")));
    assertTrue(told.err().contains("--tsa") && told.err().contains("trust/tsa"), told.err());
  }

  private void trust(Path certificate) throws Exception {
    Path roots = Files.createDirectories(data.resolve("trust/tsa"));
    Files.copy(certificate, roots.resolve(certificate.getFileName()));
  }

  private CommandLineRun data(String out) {
    return run(
        List.of("data", "sign", folder.resolve("file"), "--out", folder.resolve(out)),
        "--key",
        key.file(),
        "--password-file",
        key.password(),
        "--tsa",
        tsa.address());
  }

  @Test
  void serviceThatNoRootOfTheWorkplaceLeadsToStampsNothing() throws Exception {
    trust(key.certificate());
    assertAll("tsa-untrusted", 2, "stranger", "--tsa", tsa.address());
    CommandLineRun data = data("stranger.p7s");
    assertEquals("tsa-untrusted", data.code(), data.err());
    assertFalse(Files.exists(folder.resolve("stranger.p7s")));
  }

  /** Whoever verifies judges it; the log of the archive and long-term data need a root. */
  @Test
  void namedServiceIsToldAsNotJudgedWhereNoRootOfAnyIsKnown() throws Exception {
    List<CommandLineRun> all = stamping("unjudged", "--tsa", tsa.address());
    for (CommandLineRun each : List.of(all.get(0), all.get(2), data("unjudged.p7s"))) {
      assertEquals(0, each.exit(), each.err());
      assertTrue(each.err().contains("was not checked"), each.err());
    }
    for (CommandLineRun each : List.of(all.get(1), all.get(3))) {
      assertEquals("tsa-untrusted", each.code(), each.err());
    }
  }

  /** The demo's keys lie in the same folder, and its password is no secret. */
  @Test
  void theDemosServiceIsNoServiceOfTheWorkplaceEvenWhereItIsNamed() throws Exception {
    trust(key.certificate());
    Settings settings = Settings.in(data);
    try (Station station = Station.open(settings)) {
      URI demo = DemoWorkplace.trust(station).embedded().tsaUri();
      assertAll("tsa-untrusted", 2, "named-demo", "--tsa", demo);
    }
  }

  @Test
  void serviceWhoseRootLiesInTheTrustFolderStamps() throws Exception {
    Path roots = Files.createDirectories(data.resolve("trust/tsa"));
    Files.copy(tsa.certificate(), roots.resolve("own.pem"));
    CommandLineRun signed = sign("own.pdf", "--profile", "pades-t", "--tsa", tsa.address());
    assertEquals(0, signed.exit(), signed.err());
    CommandLineRun stamped =
        run(List.of("timestamp", folder.resolve("file"), "--tsa", tsa.address()));
    assertEquals(0, stamped.exit(), stamped.err());
    assertFalse(stamped.err().contains("DEMO"), stamped.err());
    CommandLineRun anchored = run(List.of("evidence", "anchor", "--tsa", tsa.address()));
    assertEquals(0, anchored.exit(), anchored.err());
    JsonNode anchor = anchor();
    assertEquals("holds", anchor.path("state").asText());
    assertEquals("production", anchor.path("assurance").asText());
    // Who checks with roots of his own does not believe the folder that he checks.
    assertEquals("untrusted", anchor("--trust", key.certificate()).path("state").asText());
    assertEquals("holds", anchor("--trust", tsa.certificate()).path("state").asText());
  }

  @Test
  void keyFileAloneSignsWithoutATimestampWhereNobodyIsNamed() throws Exception {
    CommandLineRun signed = sign("alone.pdf");
    assertEquals(0, signed.exit(), signed.err());
    assertEquals("pades-b", JSON.readTree(signed.out()).path("profile").asText());
    assertTrue(signed.err().contains("without a timestamp"), signed.err());
  }

  private JsonNode anchor(Object... further) throws Exception {
    CommandLineRun verified = run(List.of("evidence", "verify", "--json"), further);
    assertEquals(0, verified.exit(), verified.err());
    return JSON.readTree(verified.out()).at("/anchors/0");
  }

  /** Who has the archive's key writes a new log, and has it stamped by the demo of his folder. */
  @Test
  void stampOfTheDemoOverTheLogIsBelievedInADemonstrationOnlyAndTold() throws Exception {
    CommandLineRun anchored = run(List.of("evidence", "anchor", "--demo"));
    assertEquals(0, anchored.exit(), anchored.err());
    assertTrue(anchored.err().contains("DEMO"), anchored.err());
    assertEquals("untrusted", anchor().path("state").asText());
    JsonNode asked = anchor("--demo");
    assertEquals("holds", asked.path("state").asText());
    assertEquals("demo", asked.path("assurance").asText());
    CommandLineRun words = run(List.of("evidence", "verify", "--demo"));
    assertTrue(words.out().contains("DEMO"), words.out());
    TrustFolder.markDemonstration(data);
    assertEquals("demo", anchor().path("assurance").asText());
    assertEquals("untrusted", anchor("--trust", key.certificate()).path("state").asText());
  }

  @Test
  void dataFolderOfADemonstrationGoesOnAsOne() throws Exception {
    TrustFolder.markDemonstration(data);
    for (CommandLineRun each : stamping("demo")) {
      assertEquals(0, each.exit(), each.err());
      assertTrue(each.err().contains("DEMO"), each.err());
    }
  }
}
