// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.authority;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.penseal.identity.Authority;
import org.penseal.identity.IdentityException.AuthorityTls;
import org.penseal.identity.IdentityException.InsecureAddress;
import org.penseal.identity.authority.AuthorityGroup;
import org.penseal.identity.authority.Endpoint;
import org.penseal.identity.authority.RetryPolicy;
import org.penseal.identity.message.MessageAlgorithm;
import org.penseal.identity.message.MessageKey;
import org.penseal.identity.message.MessageSigner;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.tls.OrdinaryTls;
import org.penseal.trust.tls.TlsIdentity;
import org.penseal.trust.tls.TlsRefusal;
import org.penseal.trust.tls.TlsTrust;

/**
 * Where the identity authority is and how the two sides know each other.
 *
 * @param endpoints addresses of one authority, the preferred first; empty if none is named
 * @param tls which servers are believed and what they are shown; its key also signs requests
 * @param certificate of the key that signs the answers; empty if they need no signature
 */
public record AuthorityAccess(
    List<URI> endpoints, TlsTrust tls, Optional<X509Certificate> certificate) {
  /** No authority. */
  public static final AuthorityAccess NONE =
      new AuthorityAccess(List.of(), TlsTrust.system(), Optional.empty());

  /** Copies the list. */
  public AuthorityAccess {
    endpoints = List.copyOf(endpoints);
  }

  /**
   * Whether a key can sign requests.
   *
   * @param identity whose key it is
   */
  public static boolean signs(TlsIdentity identity) {
    return MessageAlgorithm.of(identity.chain().getFirst().getPublicKey()).isPresent();
  }

  /**
   * Connects nothing yet; the caller closes it.
   *
   * @param timeout for one request
   * @throws InsecureAddress if an address is neither https nor on this machine
   */
  public Authority open(Duration timeout, Clock clock) throws InsecureAddress {
    List<Endpoint> all = new ArrayList<>();
    for (URI address : endpoints) {
      all.add(
          new Endpoint(
              address,
              context(address),
              failure -> reading(failure, address),
              signer().orElse(null),
              certificate.map(MessageKey::of).orElse(null),
              tls.proxy() == null ? null : tls.proxy().selector()));
    }
    return new AuthorityGroup(all, RetryPolicy.of(timeout), clock, System::nanoTime, Thread::sleep);
  }

  // Made only when it is needed: it reads the JDK's roots.
  private @Nullable SSLContext context(URI address) {
    if (!"https".equalsIgnoreCase(address.getScheme())) {
      return null;
    }
    try {
      return OrdinaryTls.context(tls);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("roots that were read can be used", e);
    }
  }

  private Optional<MessageSigner> signer() {
    TlsIdentity identity = tls.identity();
    if (identity == null) {
      return Optional.empty();
    }
    X509Certificate own = identity.chain().getFirst();
    return MessageAlgorithm.of(own.getPublicKey())
        .map(algorithm -> new MessageSigner(identity.key(), MessageKey.id(own), algorithm));
  }

  private static Optional<AuthorityTls.Why> reading(Throwable failure, URI address) {
    return TlsRefusal.in(failure, address)
        .map(
            refusal ->
                switch (refusal) {
                  case ServiceException.WrongHost e -> AuthorityTls.Why.WRONG_HOST;
                  case ServiceException.UntrustedServer e ->
                      switch (e.why) {
                        case EXPIRED -> AuthorityTls.Why.EXPIRED;
                        case REVOKED -> AuthorityTls.Why.REVOKED;
                        case REVOCATION_UNKNOWN -> AuthorityTls.Why.REVOCATION_UNKNOWN;
                        case UNTRUSTED -> AuthorityTls.Why.UNTRUSTED;
                      };
                  case ServiceException.OwnKeyFailed e -> AuthorityTls.Why.OWN_KEY;
                  default -> AuthorityTls.Why.BROKEN_OFF;
                });
  }
}
