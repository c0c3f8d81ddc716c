// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.Tool;
import org.penseal.refusal.DocumentException;

/** Versions, cross references, encryption; qpdf makes and checks the files. */
final class FileKindsTest {
  private static final Placement AT = new Placement.At(1, 100, 300, 180, 70);

  @TempDir Path folder;
  private PlainSigner signer;
  private Path plain;
  private Path input;
  private Path output;

  @BeforeEach
  void open() throws Exception {
    signer = new PlainSigner();
    plain = Documents.plain(folder.resolve("plain.pdf"));
    input = folder.resolve("in.pdf");
    output = folder.resolve("signed.pdf");
  }

  private void qpdf(String... options) {
    String[] command = new String[options.length + 3];
    command[0] = "qpdf";
    System.arraycopy(options, 0, command, 1, options.length);
    command[options.length + 1] = plain.toString();
    command[options.length + 2] = input.toString();
    Tool tool = Tool.run(command);
    assertEquals(0, tool.exit(), tool.output());
  }

  private String added() throws Exception {
    byte[] before = Files.readAllBytes(input);
    byte[] after = Files.readAllBytes(output);
    assertEquals(-1, Arrays.mismatch(before, Arrays.copyOf(after, before.length)));
    return new String(
        after, before.length, after.length - before.length, StandardCharsets.ISO_8859_1);
  }

  private void signTwiceAndVerify() throws Exception {
    signer.sign(input, output, AT);
    Path second = signer.sign(output, folder.resolve("second.pdf"), new Placement.Invisible());
    for (Report.Signed signed : signer.signatures(second)) {
      assertTrue(signed.intact());
      assertTrue(signed.changes().allowed(), signed.changes()::toString);
    }
    Tool check = Tool.run("qpdf", "--check", second.toString());
    assertEquals(0, check.exit(), check.output());
    Tool pdfsig = Tool.run("pdfsig", "-nocert", second.toString());
    assertEquals(2, pdfsig.output().split("Signature is Valid", -1).length - 1, pdfsig.output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "2.0"})
  void everyVersionIsSigned(String version) throws Exception {
    qpdf("--force-version=" + version, "--object-streams=disable");
    signTwiceAndVerify();
  }

  @Test
  void classicCrossReferencesGoOnAsATable() throws Exception {
    qpdf("--object-streams=disable");
    signTwiceAndVerify();
    assertTrue(added().contains("\nxref\n") || added().contains("\rxref"), added());
    assertFalse(added().contains("/XRef"));
  }

  @Test
  void crossReferenceStreamsGoOnAsAStream() throws Exception {
    qpdf("--object-streams=generate");
    signTwiceAndVerify();
    assertTrue(added().contains("/XRef"));
    assertFalse(added().contains("trailer"));
  }

  @Test
  void linearisedFileIsSigned() throws Exception {
    qpdf("--linearize");
    signTwiceAndVerify();
  }

  @Test
  void hybridFileIsSignedAndReadAlikeByBothKindsOfReaders() throws Exception {
    input = HybridFile.write(input);
    signTwiceAndVerify();
    assertTrue(added().contains("trailer"), added());
    assertFalse(added().contains("/XRefStm"), added());
  }

  @Test
  void hybridFileOfOneSectionIsReadDifferently() throws Exception {
    input = HybridFile.inOneSection(input);
    signer.sign(input, output, AT);
    var found = signer.signatures(output).getFirst();
    assertTrue(found.intact());
    assertTrue(found.reasons().contains("hybrid-reference-differs"), found.reasons().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "256, y", // AES-256, PDF 2.0
    "128, y", // AES-128
    "128, n", // RC4 of 128 bits
    "40, n", // RC4 of 40 bits
  })
  void encryptedFileIsSignedWithItsPassword(int bits, String aes) throws Exception {
    String[] options =
        bits == 128
            ? new String[] {
              "--allow-weak-crypto", "--encrypt", "user", "owner", "128", "--use-aes=" + aes, "--"
            }
            : new String[] {
              "--allow-weak-crypto", "--encrypt", "user", "owner", Integer.toString(bits), "--"
            };
    qpdf(options);
    for (String password : new String[] {"user", "owner"}) {
      signer.withPassword(password).sign(input, output, AT);
      assertTrue(signer.signatures(output).getFirst().intact());
      Tool check = Tool.run("qpdf", "--password=owner", "--check", output.toString());
      assertEquals(0, check.exit(), check.output());
      Tool pdfsig = Tool.run("pdfsig", "-nocert", "-upw", "user", output.toString());
      assertTrue(pdfsig.output().contains("Signature is Valid"), pdfsig.output());
      Files.delete(output);
    }
    DocumentException.Encrypted refused =
        assertThrows(
            DocumentException.Encrypted.class,
            () -> signer.withPassword("wrong").sign(input, output, AT));
    assertTrue(refused.passwordGiven);
    assertFalse(Files.exists(output));
  }

  @Test
  void damagedFileIsRefusedUntilARepairedCopyIsSaved() throws Exception {
    byte[] bytes = Files.readAllBytes(plain);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String wrong = text.replaceAll("startxref\\s+\\d+", "startxref\n7");
    Files.write(input, wrong.getBytes(StandardCharsets.ISO_8859_1));
    assertThrows(DocumentException.Damaged.class, () -> signer.sign(input, output, AT));
    assertFalse(Files.exists(output));
    Path repaired = folder.resolve("repaired.pdf");
    PdfEditor.repair(input, null, repaired);
    signer.sign(repaired, output, AT);
    assertTrue(signer.signatures(output).getFirst().intact());
  }

  @Test
  void repairIsRefusedWhereItWouldDestroyASignatureAndWhereNothingIsLeft() throws Exception {
    Path signed = signer.sign(plain, output, AT);
    Path repaired = folder.resolve("repaired.pdf");
    assertThrows(
        DocumentException.NotPermitted.class, () -> PdfEditor.repair(signed, null, repaired));
    Files.writeString(input, "%PDF-1.7\nnothing\n%%EOF\n");
    assertThrows(DocumentException.Damaged.class, () -> PdfEditor.repair(input, null, repaired));
    assertFalse(Files.exists(repaired));
  }
}
