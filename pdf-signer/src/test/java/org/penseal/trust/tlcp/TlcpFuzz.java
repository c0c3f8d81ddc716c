// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
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
  /** All that a client sends, to a server that demands certificates. */
  SERVER_GCM("tlcp-server-gcm") {
    @Override
    void take(byte[] input) throws IOException {
      server(Talks.GCM, input);
    }
  },
  /** The same with CBC. */
  SERVER_CBC("tlcp-server-cbc") {
    @Override
    void take(byte[] input) throws IOException {
      server(Talks.CBC, input);
    }
  },
  /** All that a server sends. */
  CLIENT_GCM("tlcp-client-gcm") {
    @Override
    void take(byte[] input) throws IOException {
      client(Talks.GCM, input);
    }
  },
  /** The same with CBC. */
  CLIENT_CBC("tlcp-client-cbc") {
    @Override
    void take(byte[] input) throws IOException {
      client(Talks.CBC, input);
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

  /** Connections that were, and pieces of them; the first goes to its end. */
  public List<byte[]> seeds() throws Exception {
    List<byte[]> seeds = new ArrayList<>();
    switch (this) {
      case SERVER_GCM -> seeds.add(Talks.GCM.fromClient);
      case SERVER_CBC -> seeds.add(Talks.CBC.fromClient);
      case CLIENT_GCM -> seeds.add(Talks.GCM.fromServer);
      case CLIENT_CBC -> seeds.add(Talks.CBC.fromServer);
      case MESSAGE -> {
        // Of every message one.
      }
    }
    for (String name : Recorded.NAMES) {
      Recorded recorded = Recorded.of(name);
      switch (this) {
        case SERVER_GCM, SERVER_CBC -> seeds.add(recorded.bytes(true));
        case CLIENT_GCM, CLIENT_CBC -> seeds.add(recorded.bytes(false));
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

  private static void server(RepeatedTalk talk, byte[] input) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(input);
    talk.server().accept(in, NOWHERE, FlightTimer.NONE).input().readAllBytes();
  }

  private static void client(RepeatedTalk talk, byte[] input) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(input);
    talk.client()
        .connect(in, NOWHERE, FlightTimer.NONE, "localhost:1", shown -> {})
        .input()
        .readAllBytes();
  }

  private static void decrypt(byte[] der) {
    try {
      TlcpSm2.decrypt(Talks.DECRYPTS, der);
    } catch (java.security.GeneralSecurityException e) {
      // As it should be.
    }
  }

  /** Made once. */
  private static final class Talks {
    private static final RepeatedTalk GCM;
    private static final RepeatedTalk CBC;
    private static final ECPrivateKeyParameters DECRYPTS;

    static {
      SigningBench.registerProvider();
      GCM = RepeatedTalk.of(TlcpSuite.ECC_SM4_GCM_SM3);
      CBC = RepeatedTalk.of(TlcpSuite.ECC_SM4_CBC_SM3);
      try {
        DECRYPTS = TlcpSm2.privateKey(Recorded.key("server-enc"));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
