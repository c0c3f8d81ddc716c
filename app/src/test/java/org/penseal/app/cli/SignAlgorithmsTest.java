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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.app.WholeCase;
import org.penseal.app.workplace.Station;
import org.penseal.pdf.page.DemoReport;

/** Key files of every kind from the command line. */
@WholeCase
class SignAlgorithmsTest {
  private static final Path TRACE = Path.of("..", "testdata", "ink", "zhang-wei-1.json");
  private static final String[] P256 = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"};
  private static final String[] SM2 = {
    "-newkey", "sm2", "-sm3", "-sigopt", "distid:1234567812345678"
  };

  @TempDir Path folder;
  private Path in;
  private Path out;

  @BeforeEach
  void open() throws Exception {
    Station.registerProvider();
    in = folder.resolve("in.pdf");
    DemoReport.write(in);
    out = Files.createDirectory(folder.resolve("out")).resolve("signed.pdf");
  }

  private CommandLineRun sign(KeyFile key, Object... further) {
    List<Object> words = new ArrayList<>(List.of("sign", in, "--out", out, "--lang", "en"));
    words.addAll(List.of("--data", folder.resolve("data")));
    words.addAll(List.of("--key", key.file(), "--password-file", key.password()));
    words.addAll(List.of(further));
    return CommandLineRun.of(words.toArray());
  }

  private JsonNode verified(int exit, KeyFile key, Object... further) throws Exception {
    List<Object> words =
        new ArrayList<>(List.of("verify", out, "--json", "--trust", key.certificate()));
    words.addAll(List.of(further));
    CommandLineRun run = CommandLineRun.of(words.toArray());
    assertEquals(exit, run.exit(), run.out() + run.err());
    return new ObjectMapper().readTree(run.out());
  }

  @Test
  void keyFileIsNotOverwrittenBySigning() throws Exception {
    KeyFile key = KeyFile.make(folder, P256);
    byte[] before = Files.readAllBytes(key.file());
    List<Object> words = List.of("sign", in, "--out", key.file(), "--profile", "pades-b", "--lang");
    List<Object> all = new ArrayList<>(words);
    all.addAll(List.of("en", "--data", folder.resolve("data")));
    all.addAll(List.of("--key", key.file(), "--password-file", key.password()));
    CommandLineRun run = CommandLineRun.of(all.toArray());
    assertEquals(2, run.exit(), run.err());
    assertTrue(run.err().contains("output-is-input"), run.err());
    org.junit.jupiter.api.Assertions.assertArrayEquals(before, Files.readAllBytes(key.file()));
  }

  @ParameterizedTest
  @CsvSource({
    "'',SHA-256",
    "--pss,SHA-256",
    "--digest sha384,SHA-384",
    "--pss --digest SHA-512,SHA-512"
  })
  void rsaKeySignsInTheWayThatIsAskedFor(String options, String digest) throws Exception {
    KeyFile key = KeyFile.make(folder, "-newkey", "rsa:2048");
    List<Object> further = new ArrayList<>(List.of("--profile", "pades-b"));
    if (!options.isEmpty()) {
      further.addAll(List.of(options.split(" ", -1)));
    }
    CommandLineRun run = sign(key, further.toArray());
    assertEquals(0, run.exit(), run.err());
    JsonNode signature = verified(0, key).path("signatures").path(0);
    assertEquals("RSA", signature.path("algorithm").asText());
    assertEquals(digest, signature.path("digest").asText());
    assertEquals("pades-b", signature.path("profile").asText());
  }

  @Test
  void userIdOfAnSm2KeyIsGivenToSignerAndVerifier() throws Exception {
    KeyFile key = KeyFile.make(folder, SM2);
    CommandLineRun run = sign(key, "--profile", "pades-b", "--sm2-id", "操作员-7");
    assertEquals(0, run.exit(), run.err());
    assertEquals("valid", verified(0, key, "--sm2-id", "操作员-7").path("verdict").asText());
    JsonNode without = verified(1, key);
    assertEquals("broken", without.at("/signatures/0/integrity").asText());
    assertEquals("signature-mismatch", without.at("/signatures/0/integrityReason").asText());
  }

  private void assertRefused(String code, int exit, KeyFile key, Object... further)
      throws Exception {
    CommandLineRun run = sign(key, further);
    assertEquals(code, run.code(), run.err());
    assertEquals(exit, run.exit());
    assertEquals("", run.out());
    assertFalse(run.err().contains("\tat "), run.err());
    try (var left = Files.list(out.getParent())) {
      assertEquals(List.of(), left.toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "key-unfit,-newkey rsa:1024",
    "key-unfit,-newkey ed25519",
    "key-unfit,-newkey ec -pkeyopt ec_paramgen_curve:brainpoolP256r1",
    "key-unfit,-newkey ec -pkeyopt ec_paramgen_curve:secp256k1",
    "certificate-not-for-signing,-newkey rsa:2048 -addext keyUsage=keyEncipherment",
    "certificate-not-for-signing,-newkey rsa:2048 -addext keyUsage=keyAgreement",
    "certificate-not-for-signing,-newkey rsa:2048 -addext extendedKeyUsage=serverAuth",
    "certificate-expired,-newkey rsa:2048 -not_before 20200101000000Z -not_after 20210101000000Z",
    "certificate-not-yet-valid,-newkey rsa:2048 -not_before 20900101000000Z -not_after 20910101000000Z"
  })
  void keyOrCertificateThatIsUnfitWritesNothing(String code, String request) throws Exception {
    KeyFile key = KeyFile.make(folder, request.split(" ", -1));
    assertRefused(code, 1, key, "--profile", "pades-b");
    // Nobody writes on a pad for nothing either: it is not even looked for.
    List<Object> pad = new ArrayList<>(List.of("--pad", "sim:penseal-ref", "--trace", TRACE));
    pad.addAll(List.of("--no-identity", "--name", "张伟"));
    assertRefused(code, 1, key, pad.toArray());
  }

  @Test
  void whatACommandRefusesIsToldInTheZoneOfTheDeskToo() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(
        data.resolve("workplace.json"),
        "{\"version\": 1, \"desk\": {\"zone\": \"Asia/Kathmandu\"}}");
    String times = "-newkey rsa:2048 -not_before 20200101000000Z -not_after 20210101000000Z";
    CommandLineRun run = sign(KeyFile.make(folder, times.split(" ", -1)), "--profile", "pades-b");
    assertEquals("certificate-expired", run.code(), run.err());
    assertTrue(run.err().contains("from 2020-01-01 05:45:00 +05:45 to 2021-"), run.err());
  }

  @Test
  void waysOfAnotherKeyAreWrongUsage() throws Exception {
    KeyFile key = KeyFile.make(folder, P256);
    assertRefused("key-suite", 64, key, "--profile", "pades-b", "--pss");
    assertRefused("key-suite", 64, key, "--profile", "pades-b", "--digest", "sha256");
    CommandLineRun unknown = sign(key, "--profile", "pades-b", "--digest", "md5");
    assertEquals(64, unknown.exit());
    assertTrue(
        unknown.err().contains("--digest takes one of these values: SHA-256, SHA-384, SHA-512."),
        unknown.err());
  }

  @ParameterizedTest
  @CsvSource({
    "-newkey rsa:2048,''",
    "-newkey rsa:2048,--pss --digest sha384",
    "-newkey ec -pkeyopt ec_paramgen_curve:P-384,''"
  })
  void dataOfACaseIsDigestedAsTheKeySigns(String request, String options) throws Exception {
    KeyFile key = KeyFile.make(folder, request.split(" ", -1));
    in = Files.writeString(folder.resolve("bid.xml"), "<bid>1</bid>");
    out = out.resolveSibling("bid.xml.p7s");
    List<Object> further = new ArrayList<>(List.of("--pad", "sim:penseal-ref", "--speed", "40"));
    further.addAll(List.of("--trace", TRACE, "--no-identity", "--name", "张伟"));
    further.addAll(List.of("--profile", "pades-b"));
    if (!options.isEmpty()) {
      further.addAll(List.of(options.split(" ", -1)));
    }
    CommandLineRun run = sign(key, further.toArray());
    assertEquals(0, run.exit(), run.err());
    KeyFile.openssl(
        0,
        "cms",
        "-verify",
        "-binary",
        "-cades",
        "-inform",
        "DER",
        "-in",
        out,
        "-content",
        in,
        "-CAfile",
        key.certificate(),
        "-purpose",
        "any",
        "-out",
        folder.resolve("null"));
    JsonNode signature = verified(0, key, "--content", in).path("signatures").path(0);
    assertEquals("intact", signature.path("integrity").asText());
    assertTrue(run.err().contains("Signed with the standing key\n"), run.err());
    assertTrue(run.err().contains("Identity not verified by PenSeal"), run.err());
    for (String untrue :
        List.of(
            "key destroyed",
            "Timestamp",
            "timestamp",
            "Event certificate",
            "Identity verified\n")) {
      assertFalse(run.err().contains(untrue), run.err());
    }
  }

  /** Passed over, they would leave a signature that looks as if somebody had been checked. */
  @ParameterizedTest
  @CsvSource({
    "--mode, real-person",
    "--camera, clip:face.png",
    "--challenge, blink",
    "--idcard, sim:",
    "--card-picture, card.png",
    "--expired-card, flag",
    "--phone-code-file, code.txt"
  })
  void whatAsksForAnIdentityGoesWithNoneThatIsNotChecked(String option, String value)
      throws Exception {
    KeyFile key = KeyFile.make(folder, P256);
    assertRefused("usage", 64, key, option, value);
    List<Object> further = new ArrayList<>(List.of(option, value, "--pad", "sim:penseal-ref"));
    further.addAll(List.of("--trace", TRACE, "--name", "张伟", "--no-identity"));
    assertRefused("usage", 64, key, further.toArray());
  }

  @Test
  void aBusinessThatAsksForAnIdentityTakesNobodyUnchecked() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.writeString(
        data.resolve("business-types.json"),
        """
        [{"id": "loan", "name": {"zh": "贷款", "en": "Loan"}, "modes": ["real-person", "phone"],
          "defaultMode": "phone", "liveness": true, "card": true, "retentionDays": 1825,
          "keep": ["id-card-text"]}]
        """);
    KeyFile key = KeyFile.make(folder, P256);
    List<Object> further = new ArrayList<>(List.of("--pad", "sim:penseal-ref", "--trace", TRACE));
    further.addAll(List.of("--name", "张伟", "--no-identity"));
    assertRefused("mode-not-allowed", 64, key, further.toArray());
  }

  @Test
  void aPictureOfTheCardIsNotOverwrittenBySigning() throws Exception {
    Path card = Files.writeString(out, "a picture");
    List<Object> words = new ArrayList<>(List.of("sign", in, "--out", card, "--lang", "en"));
    words.addAll(List.of("--pad", "sim:penseal-ref", "--trace", TRACE, "--name", "张伟"));
    for (String option : List.of("--card-picture", "--phone-code-file", "--camera")) {
      List<Object> all = new ArrayList<>(words);
      all.addAll(List.of(option, option.equals("--camera") ? "clip:" + card : card));
      CommandLineRun run = CommandLineRun.of(all.toArray());
      assertEquals("output-is-input", run.code(), run.err());
      assertEquals("a picture", Files.readString(card));
    }
  }

  @Test
  void gmCmsIsAskedForByItsName() throws Exception {
    KeyFile key = KeyFile.make(folder, SM2);
    CommandLineRun run = sign(key, "--profile", "gm-cms");
    assertEquals(0, run.exit(), run.err());
    JsonNode signature = verified(0, key).path("signatures").path(0);
    assertEquals("gm-cms", signature.path("profile").asText());
    assertEquals("none", signature.at("/time/kind").asText());
  }

  @Test
  void gmCmsOfAnotherKeyOrOfDataIsWrongUsage() throws Exception {
    assertRefused("key-profile", 64, KeyFile.make(folder, P256), "--profile", "gm-cms");
    KeyFile key = KeyFile.make(folder, SM2);
    in = Files.writeString(folder.resolve("bid.xml"), "<bid>1</bid>");
    assertRefused(
        "usage",
        64,
        key,
        "--profile",
        "gm-cms",
        "--pad",
        "sim:penseal-ref",
        "--trace",
        TRACE,
        "--no-identity",
        "--name",
        "张伟");
  }
}
