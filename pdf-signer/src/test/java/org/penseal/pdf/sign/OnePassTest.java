// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.cms.ContainerSize;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SignedPdf;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.CmsException;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;

/** Signing in one go, straight into the output. */
final class OnePassTest {
  @TempDir Path folder;
  private SigningBench bench;
  private Path input;
  private Path output;
  private SoftwareOneTimeKey key;

  @BeforeEach
  void open() throws SigningException, IOException {
    bench = SigningBench.open(folder);
    input = Documents.plain(folder.resolve("in.pdf"));
    output = Files.createDirectory(folder.resolve("out")).resolve("signed.pdf");
    key = bench.key(input);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Completable message(Prepared<Profile.Unstamped> prepared) throws SigningException {
    return Completable.of(prepared.signed(key));
  }

  private SignedPdf sign(int containerBytes, PdfSigner.Steps<Profile.Unstamped> signing)
      throws SigningException {
    return bench.signer.sign(
        input,
        null,
        SigningBench.spec(new Placement.At(1, 100, 100, 180, 70)),
        containerBytes,
        output,
        signing);
  }

  private int containerBytes() throws SigningException {
    return ContainerSize.of(Profile.PADES_B, key.suite(), key.chain(), 0, SigningBench.HASHING);
  }

  private List<Path> left() throws IOException {
    try (var files = Files.list(output.getParent())) {
      return files.toList();
    }
  }

  @Test
  void outputBeginsWithTheInputAndVerifies() throws Exception {
    byte[] before = Files.readAllBytes(input);
    SignedPdf signed = sign(containerBytes(), this::message);
    byte[] after = Files.readAllBytes(output);
    assertEquals(signed.length(), after.length);
    assertArrayEquals(before, Arrays.copyOf(after, before.length));
    assertArrayEquals(before, Files.readAllBytes(input));
    assertEquals(List.of(output), left());
    Report report =
        new PdfVerifier(bench.store(), SigningBench.HASHING).verify(output, null, Instant.now());
    assertTrue(report.signatures().getFirst().intact());
  }

  @Test
  void inputThatChangesWhileTheKeySignsIsRefused() throws IOException {
    assertThrows(
        FileException.InputChanged.class,
        () ->
            sign(
                containerBytes(),
                prepared -> {
                  overwriteOneByte();
                  return message(prepared);
                }));
    assertEquals(List.of(), left());
  }

  @Test
  void inputThatChangesWithinOneStepOfTheClockIsRefused() throws IOException {
    FileTime before = Files.getLastModifiedTime(input);
    assertThrows(
        FileException.InputChanged.class,
        () ->
            sign(
                containerBytes(),
                prepared -> {
                  overwriteOneByte();
                  touch(before);
                  return message(prepared);
                }));
    assertEquals(List.of(), left());
  }

  @Test
  void inputThatGrowsIsRefused() throws IOException {
    assertThrows(
        FileException.InputChanged.class,
        () ->
            sign(
                containerBytes(),
                prepared -> {
                  write("more");
                  return message(prepared);
                }));
    assertEquals(List.of(), left());
  }

  @Test
  void inputThatChangesBetweenParsingAndCopyingIsRefused() throws Exception {
    // The first digest begins when the revision is made and nothing is copied yet.
    boolean[] done = {false};
    Hashing changing =
        algorithm -> {
          if (!done[0]) {
            done[0] = true;
            write("more");
          }
          return SigningBench.HASHING.start(algorithm);
        };
    int container = containerBytes();
    assertThrows(
        FileException.InputChanged.class,
        () ->
            new PdfSigner(changing)
                .sign(
                    input,
                    null,
                    SigningBench.spec(new Placement.Invisible()),
                    container,
                    output,
                    this::message));
    assertEquals(List.of(), left());
  }

  @Test
  void inputThatIsOnlyTouchedIsSigned() throws Exception {
    sign(
        containerBytes(),
        prepared -> {
          touch(FileTime.fromMillis(1));
          return message(prepared);
        });
    assertTrue(Files.exists(output));
  }

  @Test
  void keyThatRefusesLeavesNothingAndTheEarlierOutputAsItWas() throws Exception {
    Files.writeString(output, "earlier");
    assertThrows(
        CredentialException.KeyRefused.class,
        () ->
            sign(
                containerBytes(),
                prepared -> {
                  throw new CredentialException.KeyRefused(
                      CredentialException.KeyRefused.Why.REMOVED, null);
                }));
    assertEquals("earlier", Files.readString(output));
    assertEquals(List.of(output), left());
  }

  @Test
  void messageLargerThanTheHoleLeavesNothing() throws IOException {
    assertThrows(CmsException.ContainerTooSmall.class, () -> sign(200, this::message));
    assertEquals(List.of(), left());
  }

  @Test
  void outputThatIsTheInputIsRefusedBeforeTheKeyIsAsked() {
    output = input;
    FileException.OutputIsInput refused =
        assertThrows(
            FileException.OutputIsInput.class,
            () ->
                sign(
                    containerBytes(),
                    prepared -> {
                      throw new AssertionError("asked");
                    }));
    assertEquals(input, refused.file);
  }

  @Test
  void encryptedInputIsSignedAndOpensWithItsPassword() throws Exception {
    Path encrypted = Documents.encrypted(folder.resolve("encrypted.pdf"));
    bench.signer.sign(
        encrypted,
        "open",
        SigningBench.spec(new Placement.Invisible()),
        containerBytes(),
        output,
        this::message);
    Report report =
        new PdfVerifier(bench.store(), SigningBench.HASHING).verify(output, "open", Instant.now());
    assertTrue(report.signatures().getFirst().intact());
  }

  private void overwriteOneByte() {
    try {
      byte[] bytes = Files.readAllBytes(input);
      bytes[bytes.length / 2] ^= 1;
      Files.write(input, bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void touch(FileTime time) {
    try {
      Files.setLastModifiedTime(input, time);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void write(String more) {
    try {
      Files.write(
          input, more.getBytes(StandardCharsets.US_ASCII), java.nio.file.StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
