// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penseal.signature.Octets;
import org.penseal.trust.tlcp.KeySchedule.Hellos;
import org.penseal.trust.tlcp.message.Alert;
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
import org.penseal.trust.tlcp.record.RecordKeys;

/**
 * The server's handshake (GB/T 38636-2020, section 6.4). Each state is a type that only the state
 * before it makes, and has one step: a wrong order does not compile.
 */
final class ServerHandshake {
  private static final int SESSION_ID_BYTES = 32;

  private final HandshakeChannel channel;
  private final Side side;

  private ServerHandshake(HandshakeChannel channel, Side side) {
    this.channel = channel;
    this.side = side;
  }

  /**
   * What a server brings.
   *
   * @param clients whom it asks for; empty if it asks nobody
   * @param sessions by their identifier
   */
  record Side(
      Surroundings surroundings,
      TlcpIdentity identity,
      Optional<TlcpServer.Clients> clients,
      SessionCache<Octets> sessions) {}

  /** All of it. */
  static Established run(HandshakeChannel channel, Side side) throws IOException {
    return switch (new ServerHandshake(channel, side).hello()) {
      case Resuming resuming -> resuming.finish();
      case Greeted greeted -> greeted.offer().certificates().exchange().proof().finish();
    };
  }

  /** How it goes on after a hello. */
  private sealed interface Answer permits Resuming, Greeted {}

  private Answer hello() throws IOException {
    ClientHello hello = channel.read(HandshakeType.CLIENT_HELLO, ClientHello::read);
    if (hello.version() >> 8 != HandshakeMessage.VERSION >> 8
        || hello.version() < HandshakeMessage.VERSION) {
      throw new TlcpException.Refused(Alert.PROTOCOL_VERSION, "another version");
    }
    Octets random = side.surroundings.draw(ClientHello.RANDOM_BYTES);
    Optional<ResumableSession> kept =
        side.sessions
            .get(hello.sessionId())
            .filter(each -> hello.suites().contains(each.suite().code()));
    if (kept.isPresent()) {
      return new Resuming(new Hellos(hello.random(), random, kept.get().suite()), kept.get());
    }
    TlcpSuite suite =
        side.surroundings.suites().stream()
            .filter(each -> hello.suites().contains(each.code()))
            .findFirst()
            .orElseThrow(
                () ->
                    new TlcpException.Refused(Alert.HANDSHAKE_FAILURE, "no suite that is spoken"));
    return new Greeted(hello.version(), new Hellos(hello.random(), random, suite));
  }

  /** A session goes on. */
  private final class Resuming implements Answer {
    private final Hellos hellos;
    private final ResumableSession session;

    private Resuming(Hellos hellos, ResumableSession session) {
      this.hellos = hellos;
      this.session = session;
    }

    private Established finish() throws IOException {
      Runnable forget = side.sessions.forgetting(session.id(), session);
      channel.write(new ServerHello(hellos.server(), session.id(), hellos.suite()));
      channel.useSecret();
      KeySchedule secrets = KeySchedule.of(session);
      RecordKeys keys = secrets.keys(hellos, side.surroundings);
      channel.protectWriting(keys.server());
      channel.write(secrets.serverFinished(channel.transcript()));
      channel.flush();
      try {
        channel.protectReading(keys.client());
        Finished expected = secrets.clientFinished(channel.transcript());
        KeySchedule.require(expected, channel.read(HandshakeType.FINISHED, Finished::read));
        channel.end();
      } catch (TlcpException.Refused e) {
        forget.run();
        throw e;
      }
      return new Established(hellos.suite(), session.peer(), true, forget);
    }
  }

  /** A new session begins. */
  private final class Greeted implements Answer {
    private final int version;
    private final Hellos hellos;

    private Greeted(int version, Hellos hellos) {
      this.version = version;
      this.hellos = hellos;
    }

    private Offered offer() throws IOException {
      boolean kept = side.sessions.keeps();
      Octets id = side.surroundings.draw(kept ? SESSION_ID_BYTES : 0);
      channel.write(new ServerHello(hellos.server(), id, hellos.suite()));
      try {
        channel.write(side.identity.message());
        byte[] signed =
            KeySchedule.signedParameters(
                hellos.client(), hellos.server(), side.identity.encryption().getEncoded());
        byte[] signature = side.identity.signature().sign(signed);
        channel.write(new ServerKeyExchange(Octets.of(signature)));
      } catch (GeneralSecurityException e) {
        throw new TlcpException.Refused(Alert.INTERNAL_ERROR, "cannot sign", e);
      }
      if (side.clients.isPresent()) {
        channel.write(new CertificateRequest(names(side.clients.get().authorities())));
      }
      channel.write(new ServerHelloDone());
      channel.flush();
      return new Offered(this, id);
    }

    private static List<Octets> names(List<X509Certificate> authorities) {
      List<Octets> names = new ArrayList<>();
      for (X509Certificate each : authorities) {
        names.add(Octets.of(each.getSubjectX500Principal().getEncoded()));
      }
      return names;
    }
  }

  /** It is the client's turn. */
  private final class Offered {
    private final Greeted greeted;
    private final Octets id;

    private Offered(Greeted greeted, Octets id) {
      this.greeted = greeted;
      this.id = id;
    }

    private Shown certificates() throws IOException {
      if (side.clients.isEmpty()) {
        return new Shown(this, Optional.empty());
      }
      CertificateMessage message =
          channel.read(HandshakeType.CERTIFICATE, CertificateMessage::read);
      if (message.certificates().isEmpty()) {
        if (side.clients.get().required()) {
          throw new TlcpException.Refused(Alert.HANDSHAKE_FAILURE, "a client without certificates");
        }
        return new Shown(this, Optional.empty());
      }
      PeerCertificates shown = PeerCertificates.of(message);
      PeerFault.check(side.clients.get().check(), shown);
      return new Shown(this, Optional.of(shown));
    }
  }

  /** The client's certificates, if there are any, are believed; whether it has the key is open. */
  private final class Shown {
    private final Offered offered;
    private final Optional<PeerCertificates> peer;

    private Shown(Offered offered, Optional<PeerCertificates> peer) {
      this.offered = offered;
      this.peer = peer;
    }

    private Exchanged exchange() throws IOException {
      ClientKeyExchange message =
          channel.read(HandshakeType.CLIENT_KEY_EXCHANGE, ClientKeyExchange::read);
      channel.useSecret();
      // Drawn in any case, so that drawing it tells nothing.
      byte[] random = side.surroundings.draw(KeySchedule.SECRET_BYTES).bytes();
      byte[] opened;
      try {
        opened = side.identity.decryption().decrypt(message.encrypted().bytes());
      } catch (GeneralSecurityException e) {
        opened = new byte[0];
      }
      byte[] premaster = KeySchedule.premaster(opened, offered.greeted.version, random);
      return new Exchanged(this, KeySchedule.of(premaster, offered.greeted.hellos));
    }
  }

  /** There is a premaster secret, the client's or one that nobody has. */
  private final class Exchanged {
    private final Shown shown;
    private final KeySchedule secrets;

    private Exchanged(Shown shown, KeySchedule secrets) {
      this.shown = shown;
      this.secrets = secrets;
    }

    private Proven proof() throws IOException {
      if (shown.peer.isPresent()) {
        byte[] signed = channel.transcript().bytes();
        CertificateVerify message =
            channel.read(HandshakeType.CERTIFICATE_VERIFY, CertificateVerify::read);
        try {
          if (!TlcpSm2.verifies(
              TlcpSm2.publicKey(shown.peer.get().signing()), signed, message.signature().bytes())) {
            throw new TlcpException.Refused(Alert.DECRYPT_ERROR, "the client's signature is wrong");
          }
        } catch (InvalidKeyException e) {
          throw new TlcpException.Refused(Alert.BAD_CERTIFICATE, "no SM2 key", e);
        }
      }
      return new Proven(this);
    }
  }

  /** The client is who it says. */
  private final class Proven {
    private final Exchanged exchanged;

    private Proven(Exchanged exchanged) {
      this.exchanged = exchanged;
    }

    private Established finish() throws IOException {
      Offered offered = exchanged.shown.offered;
      Hellos hellos = offered.greeted.hellos;
      KeySchedule secrets = exchanged.secrets;
      RecordKeys keys = secrets.keys(hellos, side.surroundings);
      channel.protectReading(keys.client());
      Finished expected = secrets.clientFinished(channel.transcript());
      KeySchedule.require(expected, channel.read(HandshakeType.FINISHED, Finished::read));
      channel.end();
      channel.protectWriting(keys.server());
      channel.write(secrets.serverFinished(channel.transcript()));
      channel.flush();
      Optional<PeerCertificates> peer = exchanged.shown.peer;
      ResumableSession session =
          side.sessions.made(offered.id, hellos.suite(), secrets.master(), peer);
      secrets.wipe();
      side.sessions.put(offered.id, session);
      Runnable forget = side.sessions.forgetting(offered.id, session);
      return new Established(hellos.suite(), peer, false, forget);
    }
  }
}
