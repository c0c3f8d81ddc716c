// SPDX-License-Identifier: Apache-2.0
package org.penseal.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.pdf.Documents;
import org.penseal.pdf.OpensslKey;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.FileException;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.signature.Suite;

class KeysTest {
  @TempDir Path folder;

  @Test
  void oneTimeKeySignsOneDocumentAndIsGone() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    try (SigningBench bench = SigningBench.open(folder);
        SoftwareOneTimeKey key = bench.key(input)) {
      byte[] message = {1, 2, 3};
      byte[] value = key.sign(message);
      Signature check = Signature.getInstance("SM3withSM2", "BC");
      check.initVerify(key.chain().getFirst());
      check.update(message);
      assertTrue(check.verify(value));
      var second = assertThrows(CredentialException.KeyRefused.class, () -> key.sign(message));
      assertEquals(CredentialException.KeyRefused.Why.USED_UP, second.why);
    }
  }

  @Test
  void oneTimeKeyKeepsTheOrderOfItsSteps() {
    SigningBench.registerProvider();
    SoftwareOneTimeKey early = SoftwareOneTimeKey.generate(new SecureRandom());
    assertEquals(
        "wrong-step",
        assertThrows(CredentialException.KeyRefused.class, () -> early.sign(new byte[1]))
            .why
            .code());
    SoftwareOneTimeKey twice = SoftwareOneTimeKey.generate(new SecureRandom());
    assertThrows(
        CredentialException.KeyRefused.class,
        () -> {
          twice.signRequest(Octets.of(new byte[1]));
          twice.signRequest(Octets.of(new byte[1]));
        });
    SoftwareOneTimeKey closed = SoftwareOneTimeKey.generate(new SecureRandom());
    closed.close();
    assertThrows(
        CredentialException.KeyRefused.class, () -> closed.signRequest(Octets.of(new byte[1])));
  }

  @Test
  void oneTimeKeyTakesNoCertificateForAnotherKey() throws Exception {
    Path input = Documents.plain(folder.resolve("in.pdf"));
    try (SigningBench bench = SigningBench.open(folder);
        SoftwareOneTimeKey other = bench.key(input);
        SoftwareOneTimeKey key = SoftwareOneTimeKey.generate(new SecureRandom())) {
      key.signRequest(Octets.of(new byte[1]));
      assertThrows(CredentialException.KeyRefused.class, () -> key.certify(other.chain()));
    }
  }

  @Test
  void escrowFileIsWrittenOnceAndReadBackWithItsPassword() throws Exception {
    SigningBench.registerProvider();
    Path file = folder.resolve("escrow.p12");
    char[] password = "pass".toCharArray();
    Pkcs12File escrow = EscrowKey.generate("托管", Instant.now(), new SecureRandom());
    escrow.write(file, password, "escrow", 2048);
    Pkcs12File read = Pkcs12File.read(file, password);
    assertEquals(escrow.chain(), read.chain());
    OpensslKey.run(
        List.of("openssl", "pkcs12", "-in", file.toString(), "-passin", "pass:pass", "-nodes"));
    assertThrows(
        CredentialException.KeyRefused.class, () -> Pkcs12File.read(file, "wrong".toCharArray()));
    assertThrows(
        FileException.OutputNotWritable.class, () -> escrow.write(file, password, "x", 2048));
    assertThrows(
        CredentialException.KeyRefused.class,
        () -> Pkcs12File.read(Files.writeString(folder.resolve("no.p12"), "no"), password));
  }

  @Test
  void readsAnSm2KeyFileMadeByOpenssl() throws Exception {
    OpensslKey key = OpensslKey.make(folder, OpensslKey.SM2);
    try (SigningKey opened = key.read().open()) {
      assertEquals(Suite.SM2_SM3, opened.suite());
      byte[] message = {5, 6};
      assertTrue(key.verifiesSm2(opened.sign(message), message, Suite.DEFAULT_SM2_ID));
    }
  }
}
