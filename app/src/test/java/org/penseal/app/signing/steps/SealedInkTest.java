// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Folders;
import org.penseal.app.WholeCase;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.DocumentWords;
import org.penseal.app.ceremony.PadPlace;
import org.penseal.app.cli.CommandLineRun;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.identify.Identified;
import org.penseal.app.lab.DemoTrust;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.Signer;
import org.penseal.app.store.ArtefactRow;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.StandIn;
import org.penseal.cms.envelope.Envelope;
import org.penseal.key.EscrowKey;
import org.penseal.key.Pkcs12File;
import org.penseal.pad.PadButton;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.SimulatedCustomer.Press;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;

/**
 * What an operator finds of a signer's handwriting, face and number, with every file that the
 * program writes and every key but the escrow's.
 */
@WholeCase
class SealedInkTest {
  private static final int WINDOW_BYTES = 36;
  private static final byte[] FACE = face();

  @TempDir Path folder;

  // What a JPEG begins with, and noise, so that no piece of it stands anywhere by chance.
  private static byte[] face() {
    byte[] face = new byte[4096];
    new Random(7).nextBytes(face);
    System.arraycopy(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, 0, face, 0, 3);
    return face;
  }

  // Other programs write and delete here, too, at any moment.
  private static Map<Path, Long> temporary() throws IOException {
    Map<Path, Long> found = new LinkedHashMap<>();
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      for (Path each : all.filter(Files::isRegularFile).toList()) {
        found.put(each, each.toFile().lastModified());
      }
    }
    return found;
  }

  private static byte[] bytesOfAny(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  // A signature after one that was cleared, and a sentence before both.
  private static Ceremony.Result sign(CaseLab lab, CaseLab.Job job) throws Exception {
    SimulatedCustomer customer =
        AnnotationBench.customer(
            List.of(AnnotationBench.writes("zhang-wei-1"), AnnotationBench.NEXT),
            List.of(
                AnnotationBench.writes("li-na-1"),
                AnnotationBench.CLEAR,
                AnnotationBench.writes("li-na-2"),
                new Press(PadButton.OK)));
    Signer signer = CaseLab.signer();
    Ceremony.Look look =
        new Ceremony.Look(Texts.of("zh"), lab.station::padFont, Duration.ofSeconds(60));
    try (CaseLab.Desk desk = lab.desk(customer)) {
      return new Ceremony(
              lab.station.services(),
              PadPlace.once(desk.pad()),
              lab.station.statementKey(StandIn.FOR_UNNAMED),
              look,
              Checkpoint.NONE)
          .run(
              job.order(),
              DocumentWords.of(job.order().document(), null),
              () ->
                  new Identified(
                      signer,
                      List.of(new Identified.Piece(ArtefactType.LIVE_PORTRAIT, "image/jpeg", FACE)),
                      List.of()),
              CaseLab.oneTime(),
              new AnnotationBench.Watching())
          .orElseThrow();
    }
  }

  // Some pieces out of the middle, as they are and as Base64 has them at each of three places.
  private static List<byte[]> pieces(byte[] secret) {
    List<byte[]> pieces = new ArrayList<>();
    for (int tenths = 2; tenths <= 8; tenths += 2) {
      int at = secret.length * tenths / 10;
      byte[] piece = Arrays.copyOfRange(secret, at, Math.min(secret.length, at + WINDOW_BYTES));
      pieces.add(piece);
      for (int shift = 0; shift < 3; shift++) {
        byte[] shifted = Arrays.copyOfRange(piece, shift, shift + 30);
        pieces.add(Base64.getEncoder().encode(shifted));
      }
    }
    return pieces;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  // What a file says, and what everything in it says that is deflated.
  private static List<String> readings(byte[] bytes) {
    List<String> readings = new ArrayList<>(List.of(text(bytes)));
    for (int i = 0; i + 2 < bytes.length; i++) {
      boolean zlib =
          bytes[i] == 0x78 && (((bytes[i] & 0xff) << 8) | (bytes[i + 1] & 0xff)) % 31 == 0;
      if (zlib) {
        inflated(bytes, i).map(SealedInkTest::text).ifPresent(readings::add);
      }
    }
    return readings;
  }

  private static Optional<byte[]> inflated(byte[] bytes, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (InputStream in =
        new InflaterInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from))) {
      in.transferTo(out);
    } catch (IOException e) {
      // What came until then counts.
    }
    return out.size() == 0 ? Optional.empty() : Optional.of(out.toByteArray());
  }

  private static void assertHoldsNone(String where, byte[] bytes, List<byte[]> secrets) {
    for (String reading : readings(bytes)) {
      for (byte[] secret : secrets) {
        assertFalse(reading.contains(text(secret)), where + " holds " + text(secret));
      }
    }
  }

  private static String run(Object... words) {
    return CommandLineRun.of(words).code();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void nobodyReadsTheInkWithoutTheEscrowKey() throws Exception {
    Path escrowFile = folder.resolve("elsewhere/escrow.p12");
    Files.createDirectories(escrowFile.getParent());
    Pkcs12File escrow = EscrowKey.demo("escrow", Instant.now(), new SecureRandom());
    escrow.write(escrowFile, DemoTrust.PASSWORD.toCharArray(), "key", 2048);
    Path certificate = folder.resolve("escrow.cer");
    Files.write(certificate, escrow.chain().getFirst().getEncoded());
    Map<Path, Long> before = temporary();
    Path station = Files.createDirectories(folder.resolve("station"));
    try (CaseLab lab = CaseLab.open(station, Optional.of(certificate))) {
      CaseLab.Job plain = lab.pdf(folder.resolve("job"));
      AnnotationOrder asked = new AnnotationOrder(Optional.of("同意"), false);
      CaseLab.Job job = new CaseLab.Job(plain.order().annotated(asked), plain.before());
      String id = sign(lab, job).caseId();
      List<ArtefactRow> rows = lab.station.archive().artefacts(id);
      Set<String> sealed =
          rows.stream()
              .filter(ArtefactRow::sealed)
              .map(ArtefactRow::type)
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(Set.of("annotation", "attempt-discarded", "ink"), sealed);

      // The escrow, another person, opens them with the command.
      Path opened = folder.resolve("opened");
      assertEquals(
          "",
          run(
              "evidence",
              "open",
              id,
              "--data",
              lab.station.data(),
              "--escrow-key",
              escrowFile,
              "--out",
              opened));
      List<byte[]> secrets = new ArrayList<>();
      for (Path file : files(opened)) {
        secrets.addAll(pieces(Files.readAllBytes(file)));
      }
      assertEquals(3, files(opened).size());
      assertEquals("INK_OPENED", lab.station.archive().events(id).getLast().what());
      Folders.remove(opened);

      // The search itself finds what it looks for.
      assertThrows(AssertionError.class, () -> assertHoldsNone("", secrets.getFirst(), secrets));

      Path exported = folder.resolve("exported");
      assertEquals(
          "", run("evidence", "export", id, "--data", lab.station.data(), "--out", exported));
      for (Charset set :
          List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
        secrets.add(CaseLab.NUMBER.getBytes(set));
      }

      // The operator's key opens the archive's encryption.
      for (ArtefactRow row : rows) {
        byte[] content = lab.station.archive().content(id, row);
        assertHoldsNone(row.type(), content, secrets);
        if (row.sealed()) {
          assertNoKeyOpens(lab, content);
        }
      }

      // In clear, the face too; the exported face is the operator's to export.
      secrets.addAll(pieces(FACE));
      List<Path> written = new ArrayList<>(files(station));
      written.addAll(files(folder.resolve("job")));
      written.add(Snapshots.witness(station)); // the folder has other tests' files, too
      exported(exported, secrets);
      assertTrue(written.size() > 15, written::toString);
      for (Path file : written) {
        assertHoldsNone(file.toString(), Files.readAllBytes(file), secrets);
      }
      for (Map.Entry<Path, Long> each : temporary().entrySet()) {
        if (!each.getValue().equals(before.get(each.getKey()))) {
          assertHoldsNone(each.getKey().toString(), bytesOfAny(each.getKey()), secrets);
        }
      }
    }
  }

  private static void exported(Path exported, List<byte[]> secrets) throws IOException {
    for (Path file : files(exported)) {
      if (!file.toString().endsWith("live-portrait")) {
        assertHoldsNone(file.toString(), Files.readAllBytes(file), secrets);
      }
    }
  }

  private static Pkcs12File read(Path file) throws SigningException {
    try {
      return Pkcs12File.read(file, DemoTrust.PASSWORD.toCharArray());
    } catch (SigningException e) {
      return Pkcs12File.read(file, "demo".toCharArray());
    }
  }

  private static void assertNoKeyOpens(CaseLab lab, byte[] sealed) throws Exception {
    int keys = 0;
    for (Path file : files(lab.station.data())) {
      if (!file.toString().endsWith(".p12") || file.endsWith("demo/escrow.p12")) {
        continue; // that one seals nothing here; the real one lies elsewhere
      }
      // Those of the demo's CA and TSA stand in the source, too.
      Pkcs12File key = read(file);
      assertThrows(
          SigningException.class,
          () -> Envelope.open(Octets.of(sealed), key.key(), key.chain().getFirst()),
          file.toString());
      keys++;
    }
    assertTrue(keys >= 2, "keys of the operator: " + keys);
  }

  @Test
  void theWrongKeyOpensNothingAndLeavesNothing() throws Exception {
    try (CaseLab lab = CaseLab.open(folder.resolve("station"))) {
      String id = lab.sign(lab.pdf(folder.resolve("job")), Checkpoint.NONE).caseId();
      Path station = lab.station.data().resolve("demo/station.p12");
      Path out = folder.resolve("opened");
      assertEquals(
          "seal-broken",
          run(
              "evidence",
              "open",
              id,
              "--data",
              lab.station.data(),
              "--escrow-key",
              station,
              "--out",
              out));
      assertFalse(Files.exists(out));
      assertEquals("ARCHIVED", lab.station.archive().events(id).getLast().what());
      // With the right key it is the ink that the manifest names.
      byte[] ink =
          lab.opened(
              id,
              lab.station.archive().artefacts(id).stream()
                  .filter(row -> row.type().equals("ink"))
                  .findFirst()
                  .orElseThrow());
      String manifest = text(lab.station.archive().manifest(id).orElseThrow());
      assertTrue(manifest.contains(Sm3.hex(ink)));
    }
  }
}
