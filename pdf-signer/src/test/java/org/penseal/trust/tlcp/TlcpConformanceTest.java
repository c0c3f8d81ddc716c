// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.signature.Octets;
import org.penseal.trust.TestChain;
import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.CertificateMessage;
import org.penseal.trust.tlcp.message.CertificateRequest;
import org.penseal.trust.tlcp.message.ClientHello;
import org.penseal.trust.tlcp.message.HandshakeMessage;
import org.penseal.trust.tlcp.message.ServerHello;
import org.penseal.trust.tlcp.message.TlcpException;
import org.penseal.trust.tlcp.message.TlcpSuite;
import org.penseal.trust.tlcp.record.ContentType;

/** What other implementations of TLCP have got wrong, or do in their own way. */
class TlcpConformanceTest {
  private static final Parties PARTIES = Parties.SM2;
  private static final Octets NONE = Octets.of(new byte[0]);

  private static byte[] record(int type, byte[] content) {
    byte[] record = new byte[5 + content.length];
    record[0] = (byte) type;
    record[1] = 1;
    record[2] = 1;
    record[3] = (byte) (content.length >> 8);
    record[4] = (byte) content.length;
    System.arraycopy(content, 0, record, 5, content.length);
    return record;
  }

  /** What our server answers to a first flight. */
  private static byte[] answer(byte[] records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TlcpServer server = new TlcpServer(PARTIES.server(), Optional.empty());
    assertThrows(
        TlcpException.class,
        () -> server.accept(new ByteArrayInputStream(records), out, FlightTimer.NONE));
    return out.toByteArray();
  }

  private static ClientHello hello(int version, Integer... suites) {
    return new ClientHello(version, Octets.of(new byte[32]), NONE, List.of(suites));
  }

  private static byte[] alert(Alert alert) {
    return new byte[] {21, 1, 1, 0, 2, 2, (byte) alert.code()};
  }

  // GmSSL ends the connection (issue 1914).
  @Test
  void unknownExtensionsAreReadOver() {
    byte[] body = hello(0x0101, 0xE053).body();
    byte[] extended = Arrays.copyOf(body, body.length + 2 + 4 + 7 + 4);
    byte[] block = {0, 15, 0x12, 0x34, 0, 7, 1, 2, 3, 4, 5, 6, 7, 0x56, 0x78, 0, 0};
    System.arraycopy(block, 0, extended, body.length, block.length);
    byte[] message =
        Arrays.copyOf(new byte[] {1, 0, 0, (byte) extended.length}, 4 + extended.length);
    System.arraycopy(extended, 0, message, 4, extended.length);
    byte[] said = answer(record(22, message));
    assertEquals(2, said[5], "a ServerHello");
    ServerHello hello = assertInstanceOf(ServerHello.class, serverHello(said));
    // A server without tickets answers without a block of extensions.
    assertEquals(Map.of(), hello.extensions());
  }

  private static ServerHello serverHello(byte[] said) {
    try {
      int length = (said[3] & 0xFF) << 8 | said[4] & 0xFF;
      return ServerHello.read(Arrays.copyOfRange(said, 9, 5 + length));
    } catch (TlcpException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void sameExtensionTwiceIsAFault() {
    byte[] body = hello(0x0101, 0xE053).body();
    byte[] extended = Arrays.copyOf(body, body.length + 10);
    byte[] block = {0, 8, 1, 1, 0, 0, 1, 1, 0, 0};
    System.arraycopy(block, 0, extended, body.length, block.length);
    assertThrows(TlcpException.class, () -> ClientHello.read(extended));
  }

  @ParameterizedTest
  @CsvSource({"769,PROTOCOL_VERSION", "771,PROTOCOL_VERSION", "256,PROTOCOL_VERSION"})
  void otherVersionsAreNotSpoken(int version, Alert expected) {
    byte[] said = answer(record(22, hello(version, 0xE053).encoded()));
    assertArrayEquals(alert(expected), said);
  }

  @Test
  void laterVersionOfAClientIsAnsweredWithOurs() {
    byte[] said = answer(record(22, hello(0x0102, 0xE013).encoded()));
    assertEquals(0x0101, serverHello(said).version());
  }

  @Test
  void recordOfAnotherVersionIsRefused() {
    byte[] record = record(22, hello(0x0101, 0xE053).encoded());
    record[1] = 3;
    assertArrayEquals(alert(Alert.PROTOCOL_VERSION), answer(record));
  }

  // E011 and E051 (ECDHE), E015 (IBC), E019 (RSA), and the suite of RFC 8998.
  @ParameterizedTest
  @ValueSource(ints = {0xE011, 0xE051, 0xE015, 0xE019, 0x00C6, 0x00FF})
  void otherSuitesAreNotSpoken(int suite) {
    assertArrayEquals(
        alert(Alert.HANDSHAKE_FAILURE), answer(record(22, hello(0x0101, suite).encoded())));
  }

  @Test
  void helloMayComeInRecordsOfOneByteButNotInEmptyOnes() throws Exception {
    ByteArrayOutputStream pieces = new ByteArrayOutputStream();
    for (byte each : hello(0x0101, 0xE053).encoded()) {
      pieces.writeBytes(record(22, new byte[] {each}));
    }
    assertEquals(2, answer(pieces.toByteArray())[5]);
    pieces.reset();
    pieces.writeBytes(record(22, new byte[0]));
    assertArrayEquals(alert(Alert.UNEXPECTED_MESSAGE), answer(pieces.toByteArray()));
  }

  // Tongsuo does not compare the version in the premaster secret (issue 839).
  @Test
  void versionInThePremasterSecretIsComparedAndTheFaultLooksLikeAnother() throws Exception {
    byte[] wrongVersion = failing((key, plain) -> encrypted(key, plain, 1));
    byte[] wrongLength =
        failing((key, plain) -> TlcpSm2.encrypt(key, Arrays.copyOf(plain, 47), random()));
    byte[] noCiphertext = failing((key, plain) -> new byte[] {48, 3, 2, 1, 5});
    byte[] changed =
        failing(
            (key, plain) -> {
              byte[] bytes = TlcpSm2.encrypt(key, plain, random());
              bytes[bytes.length - 1] ^= 1;
              return bytes;
            });
    byte[] otherSecret = failing((key, plain) -> encrypted(key, plain.clone(), 30));
    for (byte[] each : List.of(wrongVersion, wrongLength, noCiphertext, changed, otherSecret)) {
      assertArrayEquals(alert(Alert.BAD_RECORD_MAC), each);
    }
  }

  private static java.security.SecureRandom random() {
    return new java.security.SecureRandom();
  }

  // In place: what the client goes on with is what it has encrypted.
  private static byte[] encrypted(
      org.bouncycastle.crypto.params.ECPublicKeyParameters key, byte[] plain, int at)
      throws java.security.GeneralSecurityException {
    plain[at] ^= 2;
    return TlcpSm2.encrypt(key, plain, random());
  }

  /** What the server says last to a client that encrypts in another way. */
  private static byte[] failing(Surroundings.Encryption encryption) throws Exception {
    Surroundings real = Surroundings.real();
    Surroundings other =
        new Surroundings(
            real.random(), encryption, real.keyLog(), real.clock(), real.suites(), real.keeping());
    Meeting meeting = new Meeting();
    Meeting.Both both =
        meeting.shake(
            new TlcpClient(null, other), new TlcpServer(PARTIES.server(), Optional.empty()));
    assertEquals(Alert.BAD_RECORD_MAC, HandshakeTest.refused(both.server()));
    assertEquals("bad_record_mac", HandshakeTest.ended(both.client()));
    byte[] seen = meeting.toClient.seen.toByteArray();
    return Arrays.copyOfRange(seen, seen.length - 7, seen.length);
  }

  // GmSSL signs the messages themselves (issue 1917); the digest is what others sign.
  @Test
  void signatureOverTheMessagesInsteadOfTheirDigestIsRefusedWithTheOneAlert() throws Exception {
    TlcpIdentity own = PARTIES.client();
    TlcpIdentity other =
        new TlcpIdentity(
            own.chain(),
            own.encryption(),
            digest -> own.signature().sign(Arrays.copyOf(digest, 64)),
            own.decryption());
    Meeting.Both both =
        new Meeting()
            .shake(new TlcpClient(other), new TlcpServer(PARTIES.server(), PARTIES.asking()));
    assertEquals(Alert.BAD_RECORD_MAC, HandshakeTest.refused(both.server()));
  }

  private static PeerCertificates shown(X509Certificate... certificates) throws Exception {
    List<Octets> all = new java.util.ArrayList<>();
    for (X509Certificate each : certificates) {
      all.add(Octets.of(each.getEncoded()));
    }
    return PeerCertificates.of(new CertificateMessage(all));
  }

  // TASSL puts the encryption certificate last (Tongsuo's issue 203).
  @Test
  void encryptionCertificateMayBeTheSecondOrTheLast() throws Exception {
    X509Certificate signing = PARTIES.server().chain().getFirst();
    X509Certificate encryption = PARTIES.server().encryption();
    assertEquals(encryption, shown(signing, encryption, PARTIES.root()).encryption().orElseThrow());
    PeerCertificates last = shown(signing, PARTIES.root(), encryption);
    assertEquals(encryption, last.encryption().orElseThrow());
    assertEquals(List.of(PARTIES.root()), last.issuers());
    assertTrue(shown(signing, PARTIES.root()).encryption().isEmpty());
    for (X509Certificate[] wrong :
        new X509Certificate[][] {{encryption, signing}, {PARTIES.root(), encryption}}) {
      TlcpException.Refused refusal = assertThrows(TlcpException.Refused.class, () -> shown(wrong));
      assertEquals(Alert.UNSUPPORTED_CERTIFICATE, refusal.alert());
    }
  }

  @Test
  void certificatesOfOtherKeysAreRefused() throws Exception {
    TestChain.Party ca = TestChain.party("root", "P-256");
    TestChain.Party other = TestChain.party("other", "P-256");
    X509Certificate foreign = TestChain.leaf(ca, other);
    assertThrows(TlcpException.Refused.class, () -> shown(foreign));
    X509Certificate encryption = TestChain.leaf(KeyUsage.keyEncipherment, ca, other);
    assertThrows(
        TlcpException.Refused.class, () -> shown(PARTIES.server().chain().getFirst(), encryption));
  }

  // GmSSL refuses the second certificate of a client (issue 1919), others send only one.
  @Test
  void clientMayShowOneCertificateOrTwo() throws Exception {
    PeerCertificates one = shown(PARTIES.client().chain().getFirst(), PARTIES.root());
    assertTrue(one.encryption().isEmpty());
    Meeting.Both both =
        new Meeting()
            .shake(
                new TlcpClient(PARTIES.client()),
                new TlcpServer(PARTIES.server(), PARTIES.asking()));
    assertTrue(both.server().connected().peer().orElseThrow().encryption().isPresent());
  }

  /** What our client makes of a ServerHello. */
  private static Alert refusedAnswer(ServerHello answer) {
    TlcpClient client = new TlcpClient(null);
    TlcpException.Refused refusal =
        assertThrows(
            TlcpException.Refused.class,
            () ->
                client.connect(
                    new ByteArrayInputStream(record(22, answer.encoded())),
                    new ByteArrayOutputStream(),
                    FlightTimer.NONE,
                    "x",
                    shown -> {}));
    return refusal.alert();
  }

  @Test
  void serverMayNotTakeWhatNobodyOffered() {
    Octets random = Octets.of(new byte[32]);
    assertEquals(
        Alert.ILLEGAL_PARAMETER,
        refusedAnswer(new ServerHello(0x0101, random, NONE, 0xE011, Map.of())));
    assertEquals(
        Alert.PROTOCOL_VERSION,
        refusedAnswer(new ServerHello(0x0303, random, NONE, 0xE053, Map.of())));
    assertEquals(
        Alert.UNSUPPORTED_EXTENSION,
        refusedAnswer(new ServerHello(0x0101, random, NONE, 0xE053, Map.of(35, NONE))));
    assertEquals(
        Alert.UNSUPPORTED_EXTENSION,
        refusedAnswer(
            new ServerHello(
                0x0101, random, NONE, 0xE053, Map.of(0xFF01, Octets.of(new byte[] {1, 1})))));
  }

  @Test
  void answerToTheSignallingValueIsTaken() {
    ServerHello answer =
        new ServerHello(
            0x0101,
            Octets.of(new byte[32]),
            NONE,
            TlcpSuite.ECC_SM4_GCM_SM3.code(),
            Map.of(ServerHello.RENEGOTIATION_INFO, Octets.of(new byte[1])));
    TlcpClient client = new TlcpClient(null);
    assertThrows(
        TlcpException.Cut.class,
        () ->
            client.connect(
                new ByteArrayInputStream(record(22, answer.encoded())),
                new ByteArrayOutputStream(),
                FlightTimer.NONE,
                "x",
                shown -> {}));
  }

  // TLS_SM2 clients of old sent 01 and 64 alike; whoever asks for RSA only gets none of ours.
  @Test
  void certificateRequestIsReadToItsEnd() throws Exception {
    byte[] body = {2, 1, 64, 0, 4, 0, 2, 48, 0};
    CertificateRequest request = CertificateRequest.read(body);
    assertEquals(List.of(1, 64), request.types());
    assertArrayEquals(body, request.body());
    for (int length = 0; length < body.length; length++) {
      byte[] cut = Arrays.copyOf(body, length);
      assertThrows(TlcpException.Refused.class, () -> CertificateRequest.read(cut));
    }
  }

  // Tongsuo sends an empty record before each other one; without a bound it would be an attack.
  @Test
  void emptyRecordsAreTakenUpToABound() throws Exception {
    assertEquals("x", afterEmpty(TlcpConnection.MOST_EMPTY));
    assertThrows(TlcpException.Refused.class, () -> afterEmpty(TlcpConnection.MOST_EMPTY + 1));
  }

  private static String afterEmpty(int count) throws Exception {
    Meeting meeting = new Meeting();
    Meeting.Both both =
        meeting.shake(new TlcpClient(null), new TlcpServer(PARTIES.server(), Optional.empty()));
    TlcpConnection server = both.server().connected();
    for (int i = 0; i < count; i++) {
      server.send(ContentType.APPLICATION_DATA, new byte[0]);
    }
    server.output().write('x');
    return String.valueOf((char) both.client().connected().input().read());
  }

  @Test
  void renegotiationEndsTheConnectionAndItsSession() throws Exception {
    TlcpClient client = new TlcpClient(null);
    TlcpServer server = new TlcpServer(PARTIES.server(), Optional.empty());
    Meeting.Both both = new Meeting().shake(client, server);
    both.client()
        .connected()
        .send(ContentType.HANDSHAKE, hello(HandshakeMessage.VERSION, 0xE053).encoded());
    TlcpConnection broken = both.server().connected();
    assertThrows(TlcpException.Refused.class, () -> broken.input().read());
    assertThrows(IOException.class, () -> broken.output().write(1));
    assertThrows(TlcpException.Refused.class, () -> broken.input().read());
    assertFalse(new Meeting().shake(client, server).server().connected().resumed());
  }
}
