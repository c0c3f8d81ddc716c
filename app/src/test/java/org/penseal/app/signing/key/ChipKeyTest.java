// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penseal.app.workplace.Station;
import org.penseal.key.Pkcs12File;
import org.penseal.key.StationKey;
import org.penseal.pad.SecureElement;
import org.penseal.pad.chip.PadChip;
import org.penseal.refusal.CredentialException;

/** A chip that answers whatever it is told to: none of the simulated ones signs wrongly. */
class ChipKeyTest {
  private static final byte[] ATTRIBUTES = {0x31, 3, 2, 1, 5};

  private Pkcs12File key;

  @BeforeEach
  void make() {
    Station.registerProvider();
    key = made();
  }

  private static Pkcs12File made() {
    return StationKey.generate("chip", Instant.now(), new SecureRandom());
  }

  private static byte[] value(Pkcs12File by) throws Exception {
    Signature signature = Signature.getInstance("SM3withSM2", "BC");
    signature.initSign(by.key());
    signature.update(ATTRIBUTES);
    return signature.sign();
  }

  private ChipKey certified(byte[] value) throws Exception {
    byte[] publicKey = key.chain().getFirst().getPublicKey().getEncoded();
    // GENERATE is 40 (docs/chip-protocol.md); all else is answered with the value.
    SecureElement element = apdu -> success(apdu[1] == 0x40 ? publicKey : value);
    ChipKey chip = ChipKey.generate(new PadChip(element));
    chip.certified(List.of(key.chain().getFirst()));
    return chip;
  }

  private static byte[] success(byte[] data) {
    byte[] answer = Arrays.copyOf(data, data.length + 2);
    answer[data.length] = (byte) 0x90;
    return answer;
  }

  @Test
  void valueOfTheCertificatesKeyIsPassedOn() throws Exception {
    byte[] value = value(key);
    assertArrayEquals(value, certified(value).sign(ATTRIBUTES));
  }

  @Test
  void valueOfAnotherKeyIsNotPassedOn() throws Exception {
    ChipKey chip = certified(value(made()));
    var refused = assertThrows(CredentialException.KeyRefused.class, () -> chip.sign(ATTRIBUTES));
    assertEquals(CredentialException.KeyRefused.Why.WRONG_SIGNATURE, refused.why);
  }
}
