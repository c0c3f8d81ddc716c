// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Ordinary TLS 1.3 and 1.2 by the JDK, the server's side. */
public final class OrdinaryServerTls implements ServerWire {
  private final SSLContext context;
  private final ClientTrust clients;

  private OrdinaryServerTls(SSLContext context, ClientTrust clients) {
    this.context = context;
    this.clients = clients;
  }

  /**
   * A server.
   *
   * @param identity its key, ECDSA or RSA
   * @throws GeneralSecurityException if the JDK does not know its kind of key
   */
  public static OrdinaryServerTls of(TlsIdentity identity, ClientTrust clients)
      throws GeneralSecurityException {
    KeyStore store;
    try {
      store = KeyStore.getInstance("PKCS12", "SunJSSE");
      store.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException("an empty store can be made", e);
    }
    if (OrdinaryTls.known(identity.chain().getFirst()) == null) {
      throw new GeneralSecurityException("a key that the JDK does not know");
    }
    char[] none = {};
    store.setKeyEntry(
        "identity", identity.key(), none, identity.chain().toArray(X509Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX", "SunJSSE");
    keys.init(store, none);
    SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
    context.init(
        keys.getKeyManagers(), new TrustManager[] {new Checking(clients)}, new SecureRandom());
    return new OrdinaryServerTls(context, clients);
  }

  @Override
  public Accepted accept(Socket connected) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(connected, null, connected.getPort(), true);
    socket.setUseClientMode(false);
    socket.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    if (clients.asked()) {
      socket.setWantClientAuth(true);
      if (clients.needed()) {
        socket.setNeedClientAuth(true);
      }
    }
    socket.startHandshake();
    return new Accepted(socket, shown(socket));
  }

  private static List<X509Certificate> shown(SSLSocket socket) throws IOException {
    try {
      List<X509Certificate> chain = new ArrayList<>();
      CertificateFactory factory = CertificateFactory.getInstance("X.509", "BC");
      for (var each : socket.getSession().getPeerCertificates()) {
        chain.add(
            (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(each.getEncoded())));
      }
      return chain;
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    } catch (GeneralSecurityException e) {
      throw new IOException("the client's certificate cannot be read", e);
    }
  }

  private static final class Checking implements X509TrustManager {
    private final ClientTrust clients;
    private final ClientCheck check;

    private Checking(ClientTrust clients) {
      this.clients = clients;
      this.check = new ClientCheck(clients.anchors());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      try {
        check.require(List.of(chain));
      } catch (CertificateException e) {
        throw e;
      } catch (GeneralSecurityException | RuntimeException e) {
        throw new CertificateException("not believed", e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("this is no client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return clients.anchors().toArray(X509Certificate[]::new);
    }
  }
}
