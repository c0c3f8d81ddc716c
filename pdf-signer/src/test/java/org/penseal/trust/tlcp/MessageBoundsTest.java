// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.TlcpException;

/** What a client may make a server keep or wait for. */
class MessageBoundsTest {
  private static Alert refused(InputStream in) {
    TlcpServer server = new TlcpServer(Parties.SM2.server(), Optional.empty());
    return assertThrows(
            TlcpException.Refused.class,
            () -> server.accept(in, new ByteArrayOutputStream(), FlightTimer.NONE))
        .alert();
  }

  private static InputStream of(int... bytes) {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    return new ByteArrayInputStream(all);
  }

  @ParameterizedTest
  @CsvSource({
    // A hello that declares 16,385 bytes; a certificate of 65,537 in the place of a hello.
    "1,0,64,1,DECODE_ERROR",
    "11,1,0,1,DECODE_ERROR",
    "1,255,255,255,DECODE_ERROR",
    "99,0,0,0,UNEXPECTED_MESSAGE",
    "0,0,0,0,UNEXPECTED_MESSAGE",
    "4,0,0,0,UNEXPECTED_MESSAGE",
    "20,0,0,12,UNEXPECTED_MESSAGE"
  })
  void messageThatIsTooLongOrOutOfPlaceIsRefusedByItsHead(int a, int b, int c, int d, Alert alert) {
    assertEquals(alert, refused(of(22, 1, 1, 0, 4, a, b, c, d)));
  }

  @Test
  void recordThatIsTooLongIsRefusedByItsHead() {
    assertEquals(Alert.RECORD_OVERFLOW, refused(of(22, 1, 1, 0x40, 1)));
    assertEquals(Alert.UNEXPECTED_MESSAGE, refused(of(80, 1, 1, 0, 1)));
    assertEquals(Alert.UNEXPECTED_MESSAGE, refused(of(23, 1, 1, 0, 1, 0)));
    assertEquals(Alert.UNEXPECTED_MESSAGE, refused(of(20, 1, 1, 0, 1, 1)));
    assertEquals(Alert.DECODE_ERROR, refused(of(21, 1, 1, 0, 1, 1)));
  }

  @Test
  void connectionThatEndsIsNoFault() {
    TlcpServer server = new TlcpServer(Parties.SM2.server(), Optional.empty());
    for (InputStream in : new InputStream[] {of(), of(22, 1), of(22, 1, 1, 0, 9, 1)}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      assertThrows(TlcpException.Cut.class, () -> server.accept(in, out, FlightTimer.NONE));
      assertEquals(0, out.size());
    }
  }
}
