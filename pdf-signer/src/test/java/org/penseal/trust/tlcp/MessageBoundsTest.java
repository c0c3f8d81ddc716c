// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.CertificateMessage;
import org.penseal.trust.tlcp.message.CertificateRequest;
import org.penseal.trust.tlcp.message.CertificateVerify;
import org.penseal.trust.tlcp.message.ClientHello;
import org.penseal.trust.tlcp.message.ClientKeyExchange;
import org.penseal.trust.tlcp.message.ServerHello;
import org.penseal.trust.tlcp.message.ServerHelloDone;
import org.penseal.trust.tlcp.message.ServerKeyExchange;
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

  private interface Reading {
    Object of(byte[] body) throws TlcpException;
  }

  private static final Map<Integer, Reading> READINGS =
      Map.of(
          1, ClientHello::read,
          2, ServerHello::read,
          11, CertificateMessage::read,
          12, ServerKeyExchange::read,
          13, CertificateRequest::read,
          14, ServerHelloDone::read,
          15, CertificateVerify::read,
          16, ClientKeyExchange::read);

  /** The messages in clear of one side, each in a record of its own. */
  private static List<byte[]> messages(byte[] sent) {
    List<byte[]> messages = new ArrayList<>();
    for (int at = 0; at < sent.length && sent[at] == 22; ) {
      int end = at + 5 + ((sent[at + 3] & 0xFF) << 8 | sent[at + 4] & 0xFF);
      messages.add(Arrays.copyOfRange(sent, at + 5, end));
      at = end;
    }
    return messages;
  }

  @Test
  void everyMessageOfAHandshakeIsReadWholeOrNotAtAll() throws Exception {
    Meeting meeting = new Meeting();
    Parties parties = Parties.SM2;
    meeting
        .shake(new TlcpClient(parties.client()), new TlcpServer(parties.server(), parties.asking()))
        .server()
        .connected();
    List<byte[]> all = new ArrayList<>(messages(meeting.toServer.seen.toByteArray()));
    all.addAll(messages(meeting.toClient.seen.toByteArray()));
    Set<Integer> types = new TreeSet<>();
    for (byte[] message : all) {
      types.add((int) message[0]);
      Reading reading = Objects.requireNonNull(READINGS.get((int) message[0]));
      byte[] body = Arrays.copyOfRange(message, 4, message.length);
      reading.of(body);
      for (int length = 0; length <= body.length + 1; length++) {
        byte[] other = Arrays.copyOf(body, length);
        if (length != body.length) {
          assertThrows(
              TlcpException.Refused.class,
              () -> reading.of(other),
              () -> "message " + message[0] + " of " + other.length + " for " + body.length);
        }
      }
    }
    assertEquals(new TreeSet<>(READINGS.keySet()), types);
  }
}
