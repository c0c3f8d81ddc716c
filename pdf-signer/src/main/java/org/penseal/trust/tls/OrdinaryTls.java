// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.penseal.trust.tls.key.AskedForKey;
import org.penseal.trust.tls.key.OwnKey;

/** Ordinary TLS by the JDK with our own check of the server, so that its refusals have a type. */
public final class OrdinaryTls {
  private OrdinaryTls() {}

  /**
   * A context for an HTTP client.
   *
   * @throws GeneralSecurityException if the identity has a key that the JDK does not know
   */
  public static SSLContext context(TlsTrust trust) throws GeneralSecurityException {
    return context(trust, asked(trust));
  }

  /**
   * A context for an HTTP client that wants to know who asked for its key.
   *
   * @param key made by {@link #asked} for the same trust
   */
  public static SSLContext context(TlsTrust trust, AskedForKey key)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS", "SunJSSE");
    TrustManager[] managers = {new Checking(ServerCheck.ordinary(trust))};
    context.init(new KeyManager[] {key}, managers, null);
    return context;
  }

  /**
   * What shows the key of a client, and remembers who asked for it.
   *
   * @throws GeneralSecurityException as {@link #context(TlsTrust)}
   */
  public static AskedForKey asked(TlsTrust trust) throws GeneralSecurityException {
    KeyManager[] keys = keys(trust.identity());
    return new AskedForKey(
        keys != null && keys[0] instanceof X509ExtendedKeyManager own ? own : null);
  }

  /**
   * A key store in memory, in which the Java platform wants to have keys and roots.
   *
   * @param provider of its format, PKCS #12
   */
  public static KeyStore emptyStore(String provider) throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12", provider);
      store.load(null, null);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException("an empty store can be made", e);
    }
  }

  /** What shows a key; null for one that the JDK does not know: it is for other services. */
  public static KeyManager @Nullable [] keys(@Nullable TlsIdentity identity)
      throws GeneralSecurityException {
    if (identity == null) {
      return null;
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (X509Certificate each : identity.chain()) {
      X509Certificate known = known(each);
      if (known == null) {
        return null;
      }
      chain.add(known);
    }
    return OwnKey.managers(identity.key(), chain, emptyStore("SunJSSE"));
  }

  /** The same certificate as the JDK reads it; null if it does not know its kind of key. */
  static @Nullable X509Certificate known(X509Certificate other) throws GeneralSecurityException {
    CertificateFactory factory = CertificateFactory.getInstance("X.509", "SUN");
    try {
      return (X509Certificate)
          factory.generateCertificate(new ByteArrayInputStream(other.getEncoded()));
    } catch (GeneralSecurityException e) {
      return null;
    }
  }

  private static final class Checking extends X509ExtendedTrustManager {
    private final ServerCheck check;

    private Checking(ServerCheck check) {
      this.check = check;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String exchange, SSLEngine engine)
        throws CertificateException {
      String host = engine.getPeerHost();
      check.require(chain, exchange, HostName.of(host == null ? "" : host));
    }

    // The HTTP client asks with an engine; whoever asks otherwise has no host to compare with.
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String exchange, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, exchange);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String exchange)
        throws CertificateException {
      throw new CertificateException("no host to compare with");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String exchange, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, exchange);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String exchange, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, exchange);
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
