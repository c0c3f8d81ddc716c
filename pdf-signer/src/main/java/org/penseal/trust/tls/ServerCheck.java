// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whether the certificate that a server shows is believed now: a path to an anchor (RFC 5280,
 * section 6), for servers, valid, for this host, and not revoked where that is looked at.
 */
final class ServerCheck {
  private final Path path;

  private interface Path {
    void require(List<X509Certificate> chain, String exchange) throws GeneralSecurityException;
  }

  private ServerCheck(Path path) {
    this.path = path;
  }

  /**
   * By the JDK's rules, for algorithms that it knows; anchors with keys that it does not know are
   * left out. Where revocation is looked at, by those of {@link #sm} too.
   */
  static ServerCheck ordinary(TlsTrust trust) throws GeneralSecurityException {
    KeyStore store = trust.anchors().isEmpty() ? null : store(trust.anchors());
    X509TrustManager jdk = manager(store);
    PeerPath path = path(trust);
    return new ServerCheck(
        (chain, exchange) -> {
          jdk.checkServerTrusted(chain.toArray(X509Certificate[]::new), exchange);
          if (path.revocation().isPresent()) {
            path.require(chain, PeerPath.Use.SERVER);
          }
        });
  }

  /** By BouncyCastle's rules, for SM2 certificates of one of a server's uses. */
  static ServerCheck sm(TlsTrust trust, PeerPath.Use use) throws GeneralSecurityException {
    PeerPath path = path(trust);
    return new ServerCheck((chain, exchange) -> path.require(chain, use));
  }

  private static PeerPath path(TlsTrust trust) throws GeneralSecurityException {
    List<X509Certificate> known =
        trust.anchors().isEmpty() ? List.of(manager(null).getAcceptedIssuers()) : trust.anchors();
    return new PeerPath(known, trust.revocation());
  }

  private static KeyStore store(List<X509Certificate> anchors) throws GeneralSecurityException {
    KeyStore store = OrdinaryTls.emptyStore("SunJSSE");
    for (X509Certificate anchor : anchors) {
      X509Certificate known = OrdinaryTls.known(anchor);
      if (known != null) {
        store.setCertificateEntry(String.valueOf(store.size()), known);
      }
    }
    return store;
  }

  private static X509TrustManager manager(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX", "SunJSSE");
    factory.init(store);
    for (TrustManager each : factory.getTrustManagers()) {
      if (each instanceof X509TrustManager found) {
        return found;
      }
    }
    throw new IllegalStateException("the JDK has a trust manager");
  }

  /**
   * Checks.
   *
   * @param chain as it was shown
   * @param exchange name of the key exchange, as the JDK's trust managers are told
   * @param host as the caller knows it
   */
  void require(X509Certificate[] chain, String exchange, HostName host) throws ServerRefused {
    if (chain.length == 0) {
      throw new ServerRefused(ServerRefused.Reason.UNTRUSTED, null);
    }
    try {
      chain[0].checkValidity();
      path.require(Arrays.asList(chain), exchange);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new ServerRefused(reason(e), e);
    }
    if (!host.in(chain[0])) {
      throw new ServerRefused(ServerRefused.Reason.WRONG_HOST, null);
    }
  }

  private static ServerRefused.Reason reason(Throwable failure) {
    if (failure instanceof CertPathValidatorException validation) {
      if (validation.getReason() == BasicReason.REVOKED) {
        return ServerRefused.Reason.REVOKED;
      }
      if (validation.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
        return ServerRefused.Reason.REVOCATION_UNKNOWN;
      }
    }
    return ofTime(failure) ? ServerRefused.Reason.EXPIRED : ServerRefused.Reason.UNTRUSTED;
  }

  private static boolean ofTime(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateExpiredException
          || cause instanceof CertificateNotYetValidException
          || (cause instanceof CertPathValidatorException validation
              && (validation.getReason() == BasicReason.EXPIRED
                  || validation.getReason() == BasicReason.NOT_YET_VALID))) {
        return true;
      }
    }
    return false;
  }
}
