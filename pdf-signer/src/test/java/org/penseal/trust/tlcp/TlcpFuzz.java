// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penseal.pdf.SigningBench;
import org.penseal.trust.tlcp.message.CertificateMessage;
import org.penseal.trust.tlcp.message.CertificateRequest;
import org.penseal.trust.tlcp.message.CertificateVerify;
import org.penseal.trust.tlcp.message.ClientHello;
import org.penseal.trust.tlcp.message.ClientKeyExchange;
import org.penseal.trust.tlcp.message.Finished;
import org.penseal.trust.tlcp.message.ServerHello;
import org.penseal.trust.tlcp.message.ServerHelloDone;
import org.penseal.trust.tlcp.message.ServerKeyExchange;
import org.penseal.trust.tlcp.message.TlcpException;
import org.penseal.trust.tlcp.message.TlcpSuite;

/** What takes bytes of a TLCP peer; nothing but {@link TlcpException} may come of any. */
public enum TlcpFuzz {
  /** All that a client sends, to a server that asks for certificates; its keys cost nothing. */
  SERVER("tlcp-server") {
    @Override
    void take(byte[] input) throws IOException {
      connected(
          server().accept(new ByteArrayInputStream(input), NOWHERE, FlightTimer.NONE).input());
    }
  },
  /** All that a server sends. */
  CLIENT("tlcp-client") {
    @Override
    void take(byte[] input) throws IOException {
      TlcpClient client = new TlcpClient(Keys.IDENTITY, Keys.SURROUNDINGS);
      connected(
          client
              .connect(new ByteArrayInputStream(input), NOWHERE, FlightTimer.NONE, "x", shown -> {})
              .input());
    }
  },
  /** The body of a message, whose type is its first byte. */
  MESSAGE("tlcp-message") {
    @Override
    void take(byte[] input) throws IOException {
      if (input.length == 0) {
        return;
      }
      byte[] body = Arrays.copyOfRange(input, 1, input.length);
      switch (input[0] & 15) {
        case 1 -> ClientHello.read(body);
        case 2 -> ServerHello.read(body);
        case 11 -> {
          CertificateMessage message = CertificateMessage.read(body);
          if (!message.certificates().isEmpty()) {
            PeerCertificates.of(message);
          }
        }
        case 12 -> ServerKeyExchange.read(body);
        case 13 -> CertificateRequest.read(body);
        case 14 -> ServerHelloDone.read(body);
        case 15 -> CertificateVerify.read(body);
        case 0 -> ClientKeyExchange.read(body);
        case 4 -> Finished.read(body);
        default -> decrypt(body);
      }
    }
  };

  private static final OutputStream NOWHERE = OutputStream.nullOutputStream();

  /** As reports name it. */
  public final String target;

  TlcpFuzz(String target) {
    this.target = target;
  }

  abstract void take(byte[] input) throws IOException;

  /** Takes an input; every other exception than ours goes through. */
  public void run(byte[] input) throws IOException {
    try {
      take(input);
    } catch (TlcpException e) {
      // As it should be.
    }
  }

  /** Connections that were, and pieces of them. */
  public List<byte[]> seeds() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    for (String name : Recorded.NAMES) {
      Recorded recorded = Recorded.of(name);
      switch (this) {
        case SERVER -> seeds.add(recorded.bytes(true));
        case CLIENT -> seeds.add(recorded.bytes(false));
        case MESSAGE ->
            recorded.records().stream()
                .map(Recorded.Sent::record)
                .filter(each -> each[0] == 22)
                .forEach(each -> seeds.add(message(each)));
      }
    }
    return seeds;
  }

  private static byte[] message(byte[] record) {
    byte[] input = Arrays.copyOfRange(record, 8, Math.max(9, record.length));
    input[0] = record[5];
    return input;
  }

  private static void connected(InputStream input) throws IOException {
    input.readAllBytes();
  }

  private static void decrypt(byte[] der) {
    try {
      TlcpSm2.decrypt(Keys.DECRYPTS, der);
    } catch (java.security.GeneralSecurityException e) {
      // As it should be.
    }
  }

  /** Read once. */
  private static final class Keys {
    private static final TlcpIdentity IDENTITY = identity();
    private static final Surroundings SURROUNDINGS = surroundings();
    private static final org.bouncycastle.crypto.params.ECPrivateKeyParameters DECRYPTS =
        decrypts();

    private static org.bouncycastle.crypto.params.ECPrivateKeyParameters decrypts() {
      try {
        return TlcpSm2.privateKey(Recorded.key("server-enc"));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static TlcpIdentity identity() {
    try {
      SigningBench.registerProvider();
      return new TlcpIdentity(
          List.of(Recorded.certificate("server-sign")),
          Recorded.certificate("server-enc"),
          message -> new byte[70],
          der -> new byte[] {1, 1});
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Surroundings surroundings() {
    Surroundings real = Surroundings.real();
    return new Surroundings(
        real.random(),
        (key, plain) -> new byte[150],
        real.keyLog(),
        Clock.systemUTC(),
        List.of(TlcpSuite.values()),
        real.keeping());
  }

  private static TlcpServer server() {
    return new TlcpServer(
        Keys.IDENTITY,
        Optional.of(new TlcpServer.Clients(shown -> {}, List.of(), false)),
        Keys.SURROUNDINGS);
  }
}
