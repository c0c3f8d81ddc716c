// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Vector;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerProtocol;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;
import org.penseal.key.Pkcs12File;

/**
 * A server after RFC 8998 on loopback: no other program that speaks it is to be had where tests
 * run. What it did with each client can be asked.
 */
@SuppressWarnings({"JdkObsolete", "rawtypes"}) // BouncyCastle's interface has Vector
final class SmServer implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  private final ServerSocket listening;
  private final Pkcs12File own;
  private final Behaviour behaviour;
  private final UnaryOperator<byte[]> answer;

  /**
   * How it shakes hands.
   *
   * @param version the only one it speaks
   * @param suite the only one it takes
   * @param clients whose root it asks clients for; null if it does not ask
   */
  record Behaviour(ProtocolVersion version, int suite, @Nullable X509Certificate clients) {
    static final Behaviour RFC_8998 =
        new Behaviour(ProtocolVersion.TLSv13, CipherSuite.TLS_SM4_GCM_SM3, null);

    Behaviour asking(X509Certificate root) {
      return new Behaviour(version, suite, root);
    }
  }

  private SmServer(
      ServerSocket listening, Pkcs12File own, Behaviour behaviour, UnaryOperator<byte[]> answer) {
    this.listening = listening;
    this.own = own;
    this.behaviour = behaviour;
    this.answer = answer;
  }

  /**
   * Starts one.
   *
   * @param answer from the body of a request to all bytes of the answer, head and body
   */
  static SmServer start(Pkcs12File own, Behaviour behaviour, UnaryOperator<byte[]> answer)
      throws IOException {
    ServerSocket listening = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
    SmServer server = new SmServer(listening, own, behaviour, answer);
    Thread.ofVirtual().name("sm server").start(server::run);
    return server;
  }

  URI uri(String host) {
    return URI.create("sm+https://" + host + ":" + listening.getLocalPort() + "/path?query=1");
  }

  private void run() {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        socket.setSoTimeout(10_000);
        TlsServerProtocol protocol =
            new TlsServerProtocol(
                new Unclosed(socket.getInputStream()), new Unclosing(socket.getOutputStream()));
        try {
          serve(protocol);
        } finally {
          // Closed with something unread, the system would reset the line and lose the alert.
          socket.shutdownOutput();
          socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
      } catch (IOException e) {
        seen.add("failed: " + e);
      }
    }
  }

  private void serve(TlsServerProtocol protocol) throws IOException {
    protocol.accept(new Side(new BcTlsCrypto(RANDOM)));
    byte[] body = request(protocol.getInputStream());
    protocol.getOutputStream().write(answer.apply(body));
    protocol.close();
  }

  private byte[] request(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.write(next);
    }
    String lines = head.toString(StandardCharsets.ISO_8859_1);
    seen.add(lines);
    int length = Integer.parseInt(lines.replaceFirst("(?s).*Content-Length: ([0-9]+)\r\n.*", "$1"));
    return in.readNBytes(length);
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }

  // BouncyCastle closes both where a handshake fails, before the socket can be read to its end.
  private static final class Unclosed extends FilterInputStream {
    private Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }

  private static final class Unclosing extends FilterOutputStream {
    private Unclosing(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }

  private final class Side extends DefaultTlsServer {
    private final BcTlsCrypto bc;

    private Side(BcTlsCrypto bc) {
      super(bc);
      this.bc = bc;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
      return behaviour.version().only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
      return new int[] {behaviour.suite()};
    }

    @Override
    public int[] getSupportedGroups() {
      return new int[] {NamedGroup.curveSM2, NamedGroup.secp256r1};
    }

    private SignatureAndHashAlgorithm scheme() {
      return SignatureScheme.getSignatureAndHashAlgorithm(SignatureScheme.sm2sig_sm3);
    }

    @Override
    public TlsCredentials getCredentials() throws IOException {
      CertificateEntry[] entries = new CertificateEntry[own.chain().size()];
      try {
        for (int i = 0; i < entries.length; i++) {
          byte[] der = own.chain().get(i).getEncoded();
          entries[i] = new CertificateEntry(bc.createCertificate(der), null);
        }
      } catch (GeneralSecurityException e) {
        throw new IOException(e);
      }
      return new BcDefaultTlsCredentialedSigner(
          new TlsCryptoParameters(context),
          bc,
          PrivateKeyFactory.createKey(own.key().getEncoded()),
          new Certificate(new byte[0], entries),
          scheme());
    }

    @Override
    public @Nullable CertificateRequest getCertificateRequest() throws IOException {
      if (behaviour.clients() == null) {
        return null;
      }
      return new CertificateRequest(new byte[0], new Vector<>(List.of(scheme())), null, null);
    }

    @Override
    public void notifyClientCertificate(Certificate shown) throws IOException {
      X509Certificate root = behaviour.clients();
      if (root == null || shown.isEmpty()) {
        throw new TlsFatalAlert(AlertDescription.certificate_required);
      }
      try {
        byte[] der = shown.getCertificateAt(0).getEncoded();
        X509Certificate client =
            (X509Certificate)
                CertificateFactory.getInstance("X.509", "BC")
                    .generateCertificate(new ByteArrayInputStream(der));
        client.verify(root.getPublicKey(), "BC");
        seen.add("client: " + client.getSubjectX500Principal());
      } catch (GeneralSecurityException e) {
        throw new TlsFatalAlert(AlertDescription.unknown_ca, e);
      }
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
      super.notifyHandshakeComplete();
      int suite = context.getSecurityParametersConnection().getCipherSuite();
      seen.add("suite: " + suite);
    }
  }
}
