// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.signature.Octets;
import org.penseal.trust.tlcp.KeySchedule.Hellos;
import org.penseal.trust.tlcp.message.CertificateMessage;
import org.penseal.trust.tlcp.message.CertificateRequest;
import org.penseal.trust.tlcp.message.CertificateVerify;
import org.penseal.trust.tlcp.message.ClientHello;
import org.penseal.trust.tlcp.message.ClientKeyExchange;
import org.penseal.trust.tlcp.message.Finished;
import org.penseal.trust.tlcp.message.HandshakeMessage;
import org.penseal.trust.tlcp.message.HandshakeType;
import org.penseal.trust.tlcp.message.ServerHello;
import org.penseal.trust.tlcp.message.ServerHelloDone;
import org.penseal.trust.tlcp.message.ServerKeyExchange;
import org.penseal.trust.tlcp.message.TlcpException;
import org.penseal.trust.tlcp.message.TlcpSuite;
import org.penseal.trust.tlcp.record.ContentType;
import org.penseal.trust.tlcp.record.PlainRecord;
import org.penseal.trust.tlcp.record.RecordKeys;
import org.penseal.trust.tlcp.record.RecordReader;
import org.penseal.trust.tlcp.record.RecordWriter;

/** What Tongsuo said to Tongsuo, read to the last byte, and said again by our client and server. */
class TlcpRecordingsTest {
  private static final List<String> NAMES = Recorded.NAMES;

  private static TlcpSuite suite(String name) {
    return name.contains("gcm") ? TlcpSuite.ECC_SM4_GCM_SM3 : TlcpSuite.ECC_SM4_CBC_SM3;
  }

  /** Every handshake message of both sides in its order, records opened. */
  private static List<byte[]> messages(String name, List<PlainRecord> others) throws Exception {
    Recorded recorded = Recorded.of(name);
    byte[] server = recorded.bytes(false);
    Octets serverRandom = Octets.of(Arrays.copyOfRange(server, 11, 43));
    RecordKeys keys =
        RecordKeys.of(
            suite(name),
            recorded.master().bytes(),
            recorded.clientRandom(),
            serverRandom,
            new SecureRandom());
    RecordReader fromClient = new RecordReader(new ByteArrayInputStream(recorded.bytes(true)));
    RecordReader fromServer = new RecordReader(new ByteArrayInputStream(server));
    List<byte[]> messages = new ArrayList<>();
    for (Recorded.Sent each : recorded.records()) {
      RecordReader reader = each.byClient() ? fromClient : fromServer;
      PlainRecord plain = reader.read();
      if (plain.type() == ContentType.CHANGE_CIPHER_SPEC) {
        reader.protect(each.byClient() ? keys.client() : keys.server());
      } else if (plain.type() != ContentType.HANDSHAKE) {
        others.add(plain);
      } else {
        byte[] all = plain.content();
        for (int at = 0; at < all.length; ) {
          int length = 4 + ((all[at + 2] & 0xFF) << 8) + (all[at + 3] & 0xFF);
          messages.add(Arrays.copyOfRange(all, at, at + length));
          at += length;
        }
      }
    }
    assertThrows(TlcpException.Cut.class, fromClient::read);
    assertThrows(TlcpException.Cut.class, fromServer::read);
    return messages;
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void everyRecordOpensAndHoldsWhatItShould(String name) throws Exception {
    List<PlainRecord> others = new ArrayList<>();
    messages(name, others);
    List<String> said = new ArrayList<>();
    for (PlainRecord each : others) {
      said.add(
          each.type() == ContentType.ALERT
              ? "alert " + each.content()[0] + " " + each.content()[1]
              : new String(each.content(), StandardCharsets.UTF_8));
    }
    // Tongsuo sends an empty record before each other one, and both take their leave.
    assertEquals(2, said.stream().filter("alert 1 0"::equals).count(), said::toString);
    assertEquals(2, said.stream().filter(String::isEmpty).count(), said::toString);
    assertEquals(6, said.size(), said::toString);
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void everyRecordIsSealedAgainToTheSameBytes(String name) throws Exception {
    Recorded recorded = Recorded.of(name);
    Octets serverRandom = Octets.of(Arrays.copyOfRange(recorded.bytes(false), 11, 43));
    boolean gcm = suite(name) == TlcpSuite.ECC_SM4_GCM_SM3;
    for (boolean client : new boolean[] {true, false}) {
      List<byte[]> chance = new ArrayList<>();
      boolean changed = false;
      for (Recorded.Sent each : recorded.records()) {
        if (each.byClient() == client && changed && (!gcm || chance.isEmpty())) {
          chance.add(Arrays.copyOfRange(each.record(), 5, gcm ? 13 : 21));
        }
        changed |= each.byClient() == client && each.record()[0] == 20;
      }
      RecordKeys opening = keys(name, recorded, serverRandom, new SecureRandom());
      RecordKeys sealing = keys(name, recorded, serverRandom, new ScriptedRandom(chance));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      RecordWriter writer = new RecordWriter(out);
      byte[] sent = recorded.bytes(client);
      RecordReader reader = new RecordReader(new ByteArrayInputStream(sent));
      while (out.size() < sent.length) {
        PlainRecord plain = reader.read();
        writer.write(plain.type(), plain.content());
        if (plain.type() == ContentType.CHANGE_CIPHER_SPEC) {
          reader.protect(client ? opening.client() : opening.server());
          writer.protect(client ? sealing.client() : sealing.server());
        }
      }
      assertArrayEquals(sent, out.toByteArray());
    }
  }

  private static RecordKeys keys(
      String name, Recorded recorded, Octets serverRandom, SecureRandom random) {
    return RecordKeys.of(
        suite(name), recorded.master().bytes(), recorded.clientRandom(), serverRandom, random);
  }

  private static HandshakeMessage read(byte[] message) throws TlcpException {
    byte[] body = Arrays.copyOfRange(message, 4, message.length);
    return switch (HandshakeType.of(message[0]).orElseThrow()) {
      case CLIENT_HELLO -> ClientHello.read(body);
      case SERVER_HELLO -> ServerHello.read(body);
      case CERTIFICATE -> CertificateMessage.read(body);
      case SERVER_KEY_EXCHANGE -> ServerKeyExchange.read(body);
      case CERTIFICATE_REQUEST -> CertificateRequest.read(body);
      case SERVER_HELLO_DONE -> ServerHelloDone.read(body);
      case CERTIFICATE_VERIFY -> CertificateVerify.read(body);
      case CLIENT_KEY_EXCHANGE -> ClientKeyExchange.read(body);
      case FINISHED -> Finished.read(body);
      case HELLO_REQUEST, NEW_SESSION_TICKET -> throw new AssertionError("not spoken");
    };
  }

  private static <M extends HandshakeMessage> M one(Class<M> type, List<byte[]> messages, int skip)
      throws TlcpException {
    List<M> found = new ArrayList<>();
    for (byte[] each : messages) {
      if (each[0] != HandshakeType.NEW_SESSION_TICKET.code()) {
        HandshakeMessage message = read(each);
        if (type.isInstance(message)) {
          found.add(type.cast(message));
        }
      }
    }
    return found.get(skip);
  }

  private static Octets digestBefore(List<byte[]> messages, int code, int skip) {
    SM3Digest digest = new SM3Digest();
    int left = skip;
    for (byte[] each : messages) {
      if (each[0] == code && left-- == 0) {
        break;
      }
      digest.update(each, 0, each.length);
    }
    byte[] out = new byte[32];
    digest.doFinal(out, 0);
    return Octets.of(out);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ecc-gcm", "ecc-gcm-noticket", "ecc-gcm-mutual", "ecc-cbc", "ecc-cbc-mutual"})
  void everyMessageIsReadAndWrittenAndEveryValueAgrees(String name) throws Exception {
    List<byte[]> messages = messages(name, new ArrayList<>());
    for (byte[] each : messages) {
      boolean ofTickets =
          each[0] == HandshakeType.NEW_SESSION_TICKET.code()
              // The hello of a client with tickets ends with their extension, which is read over.
              || each[0] == HandshakeType.CLIENT_HELLO.code() && each.length > 47;
      if (!ofTickets) {
        assertArrayEquals(each, read(each).encoded());
      }
    }
    Recorded recorded = Recorded.of(name);
    ClientHello client = one(ClientHello.class, messages, 0);
    ServerHello server = one(ServerHello.class, messages, 0);
    assertEquals(HandshakeMessage.VERSION, server.version());
    PeerCertificates shown = PeerCertificates.of(one(CertificateMessage.class, messages, 0));
    assertEquals(Recorded.certificate("server-sign"), shown.signing());
    assertEquals(Recorded.certificate("server-enc"), shown.encryption().orElseThrow());
    byte[] signed =
        KeySchedule.signedParameters(
            client.random(), server.random(), shown.encryption().orElseThrow().getEncoded());
    assertTrue(
        TlcpSm2.verifies(
            TlcpSm2.publicKey(shown.signing()),
            signed,
            one(ServerKeyExchange.class, messages, 0).signature().bytes()));
    byte[] premaster =
        TlcpSm2.decrypt(
            TlcpSm2.privateKey(Recorded.key("server-enc")),
            one(ClientKeyExchange.class, messages, 0).encrypted().bytes());
    assertEquals(48, premaster.length);
    assertEquals(HandshakeMessage.VERSION, premaster[0] << 8 | premaster[1]);
    Hellos hellos = new Hellos(client.random(), server.random(), suite(name));
    KeySchedule secrets = KeySchedule.of(premaster, hellos);
    assertEquals(recorded.master(), Octets.of(secrets.master()));
    assertEquals(
        secrets.clientFinished(digestBefore(messages, 20, 0)), one(Finished.class, messages, 0));
    assertEquals(
        secrets.serverFinished(digestBefore(messages, 20, 1)), one(Finished.class, messages, 1));
    if (name.endsWith("mutual")) {
      assertEquals(List.of(1, 64), one(CertificateRequest.class, messages, 0).types());
      PeerCertificates own = PeerCertificates.of(one(CertificateMessage.class, messages, 1));
      assertEquals(Recorded.certificate("client-sign"), own.signing());
      assertTrue(
          TlcpSm2.verifies(
              TlcpSm2.publicKey(own.signing()),
              digestBefore(messages, 15, 0).bytes(),
              one(CertificateVerify.class, messages, 0).signature().bytes()));
    }
  }

  private static Surroundings scripted(List<byte[]> chance, byte[] encrypted) {
    Surroundings real = Surroundings.real();
    return new Surroundings(
        new ScriptedRandom(chance),
        (key, plain) -> encrypted,
        (random, master) -> {},
        real.clock(),
        List.of(TlcpSuite.ECC_SM4_GCM_SM3),
        real.keeping());
  }

  @Test
  void serverSaysWhatTongsuoSaidWithItsChance() throws Exception {
    List<byte[]> messages = messages("ecc-gcm-noticket", new ArrayList<>());
    Recorded recorded = Recorded.of("ecc-gcm-noticket");
    ServerHello hello = one(ServerHello.class, messages, 0);
    byte[] signature = one(ServerKeyExchange.class, messages, 0).signature().bytes();
    TlcpIdentity own = Recorded.identity("server");
    TlcpIdentity signingAgain =
        new TlcpIdentity(own.chain(), own.encryption(), message -> signature, own.decryption());
    byte[] nonce = Arrays.copyOfRange(last(recorded, false), 5, 13);
    nonce[7] -= 3;
    List<byte[]> chance =
        List.of(hello.random().bytes(), hello.sessionId().bytes(), new byte[48], nonce);
    TlcpServer server =
        new TlcpServer(signingAgain, java.util.Optional.empty(), scripted(chance, new byte[0]));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TlcpConnection connection =
        server.accept(new ByteArrayInputStream(recorded.bytes(true)), out, FlightTimer.NONE)) {
      byte[] said = connection.input().readAllBytes();
      assertEquals(18, said.length);
      // What it then says begins with the empty record of OpenSSL, which ours does not send.
      assertEquals(TlcpSuite.ECC_SM4_GCM_SM3, connection.suite());
    }
    byte[] handshake = handshake(recorded, false);
    assertArrayEquals(handshake, Arrays.copyOf(out.toByteArray(), handshake.length));
  }

  private static byte[] last(Recorded recorded, boolean ofClient) {
    List<Recorded.Sent> own =
        recorded.records().stream().filter(each -> each.byClient() == ofClient).toList();
    return own.getLast().record();
  }

  private static byte[] handshake(Recorded recorded, boolean ofClient) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    recorded.records().stream()
        .filter(each -> each.byClient() == ofClient)
        .filter(each -> each.record()[0] == 22 || each.record()[0] == 20)
        .forEach(each -> all.writeBytes(each.record()));
    return all.toByteArray();
  }

  @Test
  void clientSaysWhatTongsuoSaidWithItsChance() throws Exception {
    List<byte[]> messages = messages("ecc-gcm-noticket", new ArrayList<>());
    Recorded recorded = Recorded.of("ecc-gcm-noticket");
    byte[] encrypted = one(ClientKeyExchange.class, messages, 0).encrypted().bytes();
    byte[] premaster = TlcpSm2.decrypt(TlcpSm2.privateKey(Recorded.key("server-enc")), encrypted);
    byte[] nonce = Arrays.copyOfRange(last(recorded, true), 5, 13);
    nonce[7] -= 3;
    List<byte[]> chance =
        List.of(recorded.clientRandom().bytes(), Arrays.copyOfRange(premaster, 2, 48), nonce);
    TlcpClient client = new TlcpClient(null, scripted(chance, encrypted));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TlcpConnection connection =
        client.connect(
            new ByteArrayInputStream(recorded.bytes(false)),
            out,
            FlightTimer.NONE,
            "localhost:443",
            shown -> {})) {
      assertEquals(18, connection.input().readAllBytes().length);
    }
    byte[] handshake = handshake(recorded, true);
    assertArrayEquals(handshake, Arrays.copyOf(out.toByteArray(), handshake.length));
  }
}
