// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.penseal.signature.Octets;
import org.penseal.trust.tlcp.message.TlcpSuite;

/**
 * A connection that goes the same way each time, since nothing in it is drawn: what one side has
 * sent, sent again to the other, is read to the end. What keys make is remembered from the first
 * time, so that a repetition costs nothing; for anything else they make what is wrong.
 */
final class RepeatedTalk {
  private static final int LONGEST_RECORD = 1 << 15;

  /** Counts. */
  @SuppressWarnings("serial") // never written
  private static final class Counting extends SecureRandom {
    @Serial private static final long serialVersionUID = 1L;

    private int next;

    @Override
    public void nextBytes(byte[] bytes) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (next++ * 31 + 7);
      }
    }
  }

  private interface Making {
    byte[] make(byte[] of) throws GeneralSecurityException;
  }

  private final Map<Octets, Octets> made = new ConcurrentHashMap<>();
  private final TlcpSuite suite;
  private final X509Certificate signing;
  private final X509Certificate encryption;
  private boolean over;

  /** All that the client sends. */
  final byte[] fromClient;

  /** All that the server sends. */
  final byte[] fromServer;

  private RepeatedTalk(TlcpSuite suite) throws Exception {
    this.suite = suite;
    this.signing = Recorded.certificate("server-sign");
    this.encryption = Recorded.certificate("server-enc");
    Meeting meeting = new Meeting();
    Meeting.Both both = meeting.shake(client(), server(), shown -> {});
    TlcpConnection client = both.client().connected();
    TlcpConnection server = both.server().connected();
    say(client, server, "question");
    say(server, client, "answer");
    client.close();
    server.close();
    this.fromClient = meeting.toServer.seen.toByteArray();
    this.fromServer = meeting.toClient.seen.toByteArray();
    this.over = true;
  }

  static RepeatedTalk of(TlcpSuite suite) {
    try {
      return new RepeatedTalk(suite);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static void say(TlcpConnection from, TlcpConnection to, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    from.output().write(bytes);
    if (to.input().read(new byte[LONGEST_RECORD]) != bytes.length) {
      throw new IOException("another text");
    }
  }

  /** The client, as if it spoke for the first time. */
  TlcpClient client() {
    return new TlcpClient(identity(), surroundings());
  }

  /** The server, which asks for certificates. */
  TlcpServer server() {
    TlcpServer.Clients clients = new TlcpServer.Clients(shown -> {}, List.of(), true);
    return new TlcpServer(identity(), Optional.of(clients), surroundings());
  }

  private TlcpIdentity identity() {
    return new TlcpIdentity(
        List.of(signing),
        encryption,
        message -> made(message, 70, m -> TlcpSm2.sign(key("server-sign"), m, new Counting())),
        der -> made(der, 2, d -> TlcpSm2.decrypt(key("server-enc"), d)));
  }

  private Surroundings surroundings() {
    Surroundings real = Surroundings.real();
    return new Surroundings(
        new Counting(),
        (key, plain) -> made(plain, 150, p -> TlcpSm2.encrypt(key, p, new Counting())),
        real.keyLog(),
        Clock.systemUTC(),
        List.of(suite),
        real.keeping());
  }

  private byte[] made(byte[] of, int wrongBytes, Making making) throws GeneralSecurityException {
    if (!over) {
      made.put(Octets.of(of), Octets.of(making.make(of)));
    }
    Octets known = made.get(Octets.of(of));
    return known == null ? new byte[wrongBytes] : known.bytes();
  }

  private static ECPrivateKeyParameters key(String name) throws GeneralSecurityException {
    try {
      PrivateKey read = Recorded.key(name);
      return TlcpSm2.privateKey(read);
    } catch (GeneralSecurityException e) {
      throw e;
    } catch (Exception e) {
      throw new GeneralSecurityException(e);
    }
  }
}
