// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
 * The client's handshake (GB/T 38636-2020, section 6.4). Each state is a type that only the state
 * before it makes, and has one step: a wrong order does not compile.
 */
final class ClientHandshake {
  private final HandshakeChannel channel;
  private final Side side;

  private ClientHandshake(HandshakeChannel channel, Side side) {
    this.channel = channel;
    this.side = side;
  }

  /**
   * What a client brings.
   *
   * @param check of the server
   * @param identity shown where it is asked for; null for nobody
   * @param sessions by the name of the server
   * @param server its name for these
   */
  record Side(
      Surroundings surroundings,
      PeerCheck check,
      @Nullable TlcpIdentity identity,
      SessionCache<String> sessions,
      String server) {}

  /** All of it. */
  static Established run(HandshakeChannel channel, Side side) throws IOException {
    return switch (new ClientHandshake(channel, side).hello()) {
      case Resuming resuming -> resuming.finish();
      case Greeted greeted ->
          greeted.certificates().keyExchange().request().exchange().prove().finish();
    };
  }

  /** What the server makes of a hello. */
  private sealed interface Answer permits Resuming, Greeted {}

  private Answer hello() throws IOException {
    Optional<ResumableSession> kept = side.sessions.get(side.server);
    List<Integer> suites = new ArrayList<>();
    side.surroundings.suites().forEach(each -> suites.add(each.code()));
    suites.add(ClientHello.RENEGOTIATION_SCSV);
    Octets random = side.surroundings.draw(ClientHello.RANDOM_BYTES);
    Octets id = kept.map(ResumableSession::id).orElse(Octets.of(new byte[0]));
    channel.write(new ClientHello(HandshakeMessage.VERSION, random, id, suites));
    channel.flush();
    ServerHello answer = channel.read(HandshakeType.SERVER_HELLO, ServerHello::read);
    Hellos hellos = new Hellos(random, answer.random(), agreed(answer));
    if (kept.isPresent() && answer.sessionId().equals(kept.get().id())) {
      if (kept.get().suite() != hellos.suite()) {
        throw new TlcpException.Refused(Alert.ILLEGAL_PARAMETER, "a session in another suite");
      }
      return new Resuming(hellos, kept.get());
    }
    kept.ifPresent(old -> side.sessions.remove(side.server, old));
    return new Greeted(hellos, answer.sessionId());
  }

  private TlcpSuite agreed(ServerHello answer) throws TlcpException {
    if (answer.version() != HandshakeMessage.VERSION) {
      throw new TlcpException.Refused(Alert.PROTOCOL_VERSION, "another version");
    }
    Octets none = Octets.of(new byte[1]);
    for (var each : answer.extensions().entrySet()) {
      if (each.getKey() != ServerHello.RENEGOTIATION_INFO || !each.getValue().equals(none)) {
        throw new TlcpException.Refused(
            Alert.UNSUPPORTED_EXTENSION, "extension " + each.getKey() + " was not offered");
      }
    }
    return TlcpSuite.of(answer.suite())
        .filter(side.surroundings.suites()::contains)
        .orElseThrow(
            () ->
                new TlcpException.Refused(Alert.ILLEGAL_PARAMETER, "a suite that nobody offered"));
  }

  /** The server goes on with a session. */
  private final class Resuming implements Answer {
    private final Hellos hellos;
    private final ResumableSession session;

    private Resuming(Hellos hellos, ResumableSession session) {
      this.hellos = hellos;
      this.session = session;
    }

    private Established finish() throws IOException {
      Runnable forget = side.sessions.forgetting(side.server, session);
      try {
        channel.useSecret();
        KeySchedule secrets = KeySchedule.of(session);
        RecordKeys keys = secrets.keys(hellos, side.surroundings);
        channel.protectReading(keys.server());
        Finished expected = secrets.serverFinished(channel.transcript());
        KeySchedule.require(expected, channel.read(HandshakeType.FINISHED, Finished::read));
        channel.end();
        channel.protectWriting(keys.client());
        channel.write(secrets.clientFinished(channel.transcript()));
        channel.flush();
        return new Established(hellos.suite(), session.peer(), true, forget);
      } catch (IOException e) {
        forget.run();
        throw e;
      }
    }
  }

  /** A new session begins. */
  private final class Greeted implements Answer {
    private final Hellos hellos;
    private final Octets sessionId;

    private Greeted(Hellos hellos, Octets sessionId) {
      this.hellos = hellos;
      this.sessionId = sessionId;
    }

    private Believed certificates() throws IOException {
      CertificateMessage message =
          channel.read(HandshakeType.CERTIFICATE, CertificateMessage::read);
      if (message.certificates().isEmpty()) {
        throw new TlcpException.Refused(Alert.DECODE_ERROR, "a server without certificates");
      }
      PeerCertificates shown = PeerCertificates.of(message);
      X509Certificate encryption =
          shown
              .encryption()
              .orElseThrow(
                  () ->
                      new TlcpException.Refused(
                          Alert.UNSUPPORTED_CERTIFICATE, "no encryption certificate"));
      PeerFault.check(side.check, shown);
      return new Believed(this, shown, encryption);
    }
  }

  /** The server's certificates are believed; whether it has their keys is not known. */
  private final class Believed {
    private final Greeted greeted;
    private final PeerCertificates peer;
    private final X509Certificate encryption;

    private Believed(Greeted greeted, PeerCertificates peer, X509Certificate encryption) {
      this.greeted = greeted;
      this.peer = peer;
      this.encryption = encryption;
    }

    private Proven keyExchange() throws IOException {
      ServerKeyExchange message =
          channel.read(HandshakeType.SERVER_KEY_EXCHANGE, ServerKeyExchange::read);
      try {
        byte[] signed =
            KeySchedule.signedParameters(
                greeted.hellos.client(), greeted.hellos.server(), encryption.getEncoded());
        if (!TlcpSm2.verifies(
            TlcpSm2.publicKey(peer.signing()), signed, message.signature().bytes())) {
          throw new TlcpException.Refused(Alert.DECRYPT_ERROR, "the server's signature is wrong");
        }
      } catch (CertificateEncodingException | InvalidKeyException e) {
        throw new TlcpException.Refused(Alert.BAD_CERTIFICATE, "no SM2 key", e);
      }
      return new Proven(this);
    }
  }

  /** The server has the key of its signature certificate, and has signed the other. */
  private final class Proven {
    private final Believed believed;

    private Proven(Believed believed) {
      this.believed = believed;
    }

    private Asked request() throws IOException {
      boolean asked = channel.next() == HandshakeType.CERTIFICATE_REQUEST;
      if (asked) {
        CertificateRequest request =
            channel.read(HandshakeType.CERTIFICATE_REQUEST, CertificateRequest::read);
        if (!request.types().contains(CertificateRequest.ECDSA_SIGN)) {
          throw new TlcpException.Refused(
              Alert.HANDSHAKE_FAILURE, "a certificate of another kind is asked for");
        }
      }
      channel.read(HandshakeType.SERVER_HELLO_DONE, ServerHelloDone::read);
      return new Asked(believed, asked);
    }
  }

  /** The server's flight is over. */
  private final class Asked {
    private final Believed believed;
    private final boolean forCertificate;

    private Asked(Believed believed, boolean forCertificate) {
      this.believed = believed;
      this.forCertificate = forCertificate;
    }

    private Exchanged exchange() throws IOException {
      TlcpIdentity identity = forCertificate ? side.identity : null;
      byte[] premaster = side.surroundings.draw(KeySchedule.SECRET_BYTES - 2).bytes();
      byte[] whole = new byte[KeySchedule.SECRET_BYTES];
      whole[0] = HandshakeMessage.VERSION >> 8;
      whole[1] = (byte) HandshakeMessage.VERSION;
      System.arraycopy(premaster, 0, whole, 2, premaster.length);
      try {
        if (forCertificate) {
          channel.write(identity == null ? new CertificateMessage(List.of()) : identity.message());
        }
        byte[] encrypted =
            side.surroundings.encryption().encrypt(TlcpSm2.publicKey(believed.encryption), whole);
        channel.write(new ClientKeyExchange(Octets.of(encrypted)));
      } catch (GeneralSecurityException e) {
        throw new TlcpException.Refused(Alert.INTERNAL_ERROR, "cannot encrypt", e);
      }
      channel.useSecret();
      return new Exchanged(
          believed, KeySchedule.of(whole, believed.greeted.hellos), Optional.ofNullable(identity));
    }
  }

  /** Both have the premaster secret. */
  private final class Exchanged {
    private final Believed believed;
    private final KeySchedule secrets;
    private final Optional<TlcpIdentity> shown;

    private Exchanged(Believed believed, KeySchedule secrets, Optional<TlcpIdentity> shown) {
      this.believed = believed;
      this.secrets = secrets;
      this.shown = shown;
    }

    private Ready prove() throws IOException {
      if (shown.isPresent()) {
        try {
          byte[] signature = shown.get().signature().sign(channel.transcript().bytes());
          channel.write(new CertificateVerify(Octets.of(signature)));
        } catch (GeneralSecurityException e) {
          throw new TlcpException.Refused(Alert.INTERNAL_ERROR, "cannot sign", e);
        }
      }
      return new Ready(this);
    }
  }

  /** All is said but the last word of both. */
  private final class Ready {
    private final Exchanged exchanged;

    private Ready(Exchanged exchanged) {
      this.exchanged = exchanged;
    }

    private Established finish() throws IOException {
      Greeted greeted = exchanged.believed.greeted;
      KeySchedule secrets = exchanged.secrets;
      RecordKeys keys = secrets.keys(greeted.hellos, side.surroundings);
      channel.protectWriting(keys.client());
      channel.write(secrets.clientFinished(channel.transcript()));
      channel.flush();
      channel.protectReading(keys.server());
      Finished expected = secrets.serverFinished(channel.transcript());
      KeySchedule.require(expected, channel.read(HandshakeType.FINISHED, Finished::read));
      channel.end();
      Optional<PeerCertificates> peer = Optional.of(exchanged.believed.peer);
      TlcpSuite suite = greeted.hellos.suite();
      ResumableSession session =
          side.sessions.made(greeted.sessionId, suite, secrets.master(), peer);
      secrets.wipe();
      if (greeted.sessionId.size() > 0) {
        side.sessions.put(side.server, session);
      }
      Runnable forget = side.sessions.forgetting(side.server, session);
      return new Established(suite, peer, false, forget);
    }
  }
}
