// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.envelope;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penseal.key.EscrowKey;
import org.penseal.key.Pkcs12File;
import org.penseal.pdf.SigningBench;
import org.penseal.refusal.CmsException;
import org.penseal.signature.Octets;

class EnvelopeTest {
  private static final byte[] SECRET = "ink".getBytes(StandardCharsets.US_ASCII);

  @BeforeAll
  static void register() {
    SigningBench.registerProvider();
  }

  private static Pkcs12File recipient() {
    return EscrowKey.generate("escrow", Instant.now(), new SecureRandom());
  }

  @Test
  void opensForItsRecipientOnly() throws Exception {
    Pkcs12File mine = recipient();
    Octets sealed = Envelope.seal(SECRET, mine.chain().getFirst(), new SecureRandom());
    assertArrayEquals(SECRET, Envelope.open(sealed, mine.key(), mine.chain().getFirst()));
    Pkcs12File other = recipient();
    assertEquals(
        "other-recipient",
        assertThrows(
                CmsException.SealBroken.class,
                () -> Envelope.open(sealed, other.key(), other.chain().getFirst()))
            .why
            .code());
    assertEquals(
        "wrong-key",
        assertThrows(
                CmsException.SealBroken.class,
                () -> Envelope.open(sealed, other.key(), mine.chain().getFirst()))
            .why
            .code());
  }

  @Test
  void namesTheAlgorithmsOfTheNationalStandards() throws Exception {
    Octets sealed = Envelope.seal(SECRET, recipient().chain().getFirst(), new SecureRandom());
    // GM/T 0006: 1.2.156.10197.1.301.3 SM2 encryption, 1.2.156.10197.1.104.8 SM4-GCM
    assertEquals(true, sealed.hex().contains("06092a811ccf55" + "01822d03"), "SM2 encryption");
    assertEquals(true, sealed.hex().contains("06082a811ccf55" + "016808"), "SM4-GCM");
  }

  @Test
  void noAlteredByteGivesAnyPlaintext() throws Exception {
    Pkcs12File mine = recipient();
    Octets sealed = Envelope.seal(new byte[200], mine.chain().getFirst(), new SecureRandom());
    for (int i = 0; i < sealed.size(); i += 7) {
      byte[] altered = sealed.bytes();
      altered[i] ^= 0x10;
      int offset = i;
      try {
        byte[] opened = Envelope.open(Octets.of(altered), mine.key(), mine.chain().getFirst());
        // Only a byte that carries no meaning (such as an optional attribute) may be altered.
        assertArrayEquals(new byte[200], opened, "offset " + offset);
      } catch (CmsException.SealBroken expected) {
        assertEquals(CmsException.SealBroken.class, expected.getClass());
      }
    }
    byte[] tail = sealed.bytes();
    tail[tail.length - 1] ^= 1;
    assertEquals(
        "tag-mismatch",
        assertThrows(
                CmsException.SealBroken.class,
                () -> Envelope.open(Octets.of(tail), mine.key(), mine.chain().getFirst()))
            .why
            .code());
  }
}
