// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.penseal.trust.tlcp.PeerCertificates;
import org.penseal.trust.tlcp.message.TlcpException;

/**
 * TLCP by another provider of the Java platform that has an SSLContext of this name, as certified
 * ones do; server certificates are checked as everywhere here.
 */
final class JsseTlcpWire implements Wire {
  private static final String PROTOCOL = "TLCP";

  private final Provider provider;
  private final DualCheck check;
  private final KeyManager @Nullable [] keys;

  JsseTlcpWire(Provider provider, TlsTrust trust) throws GeneralSecurityException {
    this.provider = provider;
    this.check = DualCheck.of(trust);
    this.keys = keys(provider, trust.identity());
  }

  /** The first that is registered or lies on the class path. */
  static Optional<Provider> provider() {
    Provider[] registered = Security.getProviders("SSLContext." + PROTOCOL);
    if (registered != null && registered.length > 0) {
      return Optional.of(registered[0]);
    }
    return ServiceLoader.load(Provider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(each -> each.getService("SSLContext", PROTOCOL) != null)
        .findFirst();
  }

  // Two entries, told apart by what their certificates are for.
  private static KeyManager @Nullable [] keys(Provider provider, @Nullable TlsIdentity identity)
      throws GeneralSecurityException {
    Optional<Provider.Service> factories =
        provider.getServices().stream()
            .filter(each -> each.getType().equals("KeyManagerFactory"))
            .findFirst();
    TlsIdentity.Encryption other = identity == null ? null : identity.encryption();
    if (identity == null || other == null || factories.isEmpty()) {
      return null;
    }
    if (identity.key().getEncoded() == null || other.key() == null) {
      // It has engines and tokens of its own.
      throw new InvalidKeyException("another provider does not sign with a token of ours");
    }
    char[] none = {};
    KeyStore store = OrdinaryTls.emptyStore("BC");
    List<X509Certificate> chain = identity.chain();
    store.setKeyEntry("signature", identity.key(), none, chain.toArray(X509Certificate[]::new));
    X509Certificate[] second = chain.toArray(X509Certificate[]::new);
    second[0] = other.certificate();
    store.setKeyEntry("encryption", other.key(), none, second);
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(factories.get().getAlgorithm(), provider);
    factory.init(store, none);
    return factory.getKeyManagers();
  }

  @Override
  public Socket wrap(Socket connected, String host) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance(PROTOCOL, provider);
      TrustManager[] checking = {new Checking(HostName.of(host))};
      context.init(keys, checking, new SecureRandom());
      SSLSocket socket =
          (SSLSocket)
              context.getSocketFactory().createSocket(connected, host, connected.getPort(), true);
      socket.startHandshake();
      return socket;
    } catch (GeneralSecurityException e) {
      throw new IOException("the provider " + provider.getName() + " does not start", e);
    }
  }

  /** Engines of the Java platform may give the end of a stream for a line that was cut. */
  @Override
  public boolean tellsCuts() {
    return false;
  }

  private final class Checking implements X509TrustManager {
    private final HostName host;

    private Checking(HostName host) {
      this.host = host;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String exchange)
        throws CertificateException {
      if (chain.length == 0) {
        throw new ServerRefused(ServerRefused.Reason.UNTRUSTED, null);
      }
      PeerCertificates shown;
      try {
        shown = PeerCertificates.of(List.of(chain));
      } catch (TlcpException e) {
        throw new ServerRefused(ServerRefused.Reason.UNTRUSTED, e);
      }
      check.of(host).require(shown);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String exchange)
        throws CertificateException {
      throw new CertificateException("this is no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
