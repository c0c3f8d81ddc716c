// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls.server;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.penseal.trust.tlcp.TimedInput;
import org.penseal.trust.tls.OrdinaryTls;
import org.penseal.trust.tls.PeerPath;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.TlsSocket;

/** TLS 1.2 and 1.3 by the JDK over accepted sockets, with an RSA or ECDSA certificate. */
public final class OrdinaryServerWire implements ServerWire {
  private final SSLContext context;
  private final Optional<ClientTrust> clients;
  private final Duration flight;

  /**
   * @param clients empty if nobody is asked who he is
   * @param flight the longest time for the whole handshake
   * @throws GeneralSecurityException if the JDK does not know the kind of key
   */
  public OrdinaryServerWire(TlsIdentity identity, Optional<ClientTrust> clients, Duration flight)
      throws GeneralSecurityException {
    this.context = SSLContext.getInstance("TLS", "SunJSSE");
    this.clients = clients;
    this.flight = flight;
    KeyManager[] keys = OrdinaryTls.keys(identity);
    if (keys == null) {
      throw new InvalidKeyException("no RSA or EC key");
    }
    context.init(keys, clients.isEmpty() ? null : trust(clients.get()), null);
  }

  private static TrustManager @Nullable [] trust(ClientTrust clients)
      throws GeneralSecurityException {
    KeyStore store = OrdinaryTls.emptyStore("SunJSSE");
    for (X509Certificate each : clients.anchors()) {
      store.setCertificateEntry(String.valueOf(store.size()), each);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
    factory.init(store);
    return factory.getTrustManagers();
  }

  @Override
  public Accepted accept(Socket socket) throws IOException {
    TimedInput timed = new TimedInput(socket, flight);
    Socket below =
        new TlsSocket(new TlsSocket.Streams(timed, socket.getOutputStream(), () -> {}), socket);
    SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(below, null, socket.getPort(), true);
    secure.setUseClientMode(false);
    secure.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    secure.setWantClientAuth(clients.isPresent());
    if (clients.isPresent() && clients.get().required()) {
      secure.setNeedClientAuth(true);
    }
    secure.startHandshake();
    timed.end();
    List<X509Certificate> client = client(secure);
    if (!client.isEmpty()) {
      require(client);
    }
    return new Accepted(secure, Protocol.ORDINARY, client);
  }

  // The JDK looks at nothing of a certificate that is an anchor itself, not even its validity.
  private void require(List<X509Certificate> client) throws SSLHandshakeException {
    try {
      clients.orElseThrow().path().require(client, PeerPath.Use.CLIENT);
    } catch (GeneralSecurityException | RuntimeException e) {
      SSLHandshakeException refusal =
          new SSLHandshakeException("the client's certificate is not believed");
      refusal.initCause(e);
      throw refusal;
    }
  }

  private static List<X509Certificate> client(SSLSocket secure) {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Certificate each : secure.getSession().getPeerCertificates()) {
        chain.add((X509Certificate) each);
      }
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
    return chain;
  }
}
