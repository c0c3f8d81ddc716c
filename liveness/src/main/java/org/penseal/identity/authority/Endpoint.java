// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import java.net.ProxySelector;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.penseal.identity.IdentityException.AuthorityTls;
import org.penseal.identity.IdentityException.InsecureAddress;
import org.penseal.identity.message.MessageKey;
import org.penseal.identity.message.MessageSigner;

/**
 * Where an authority is, and how each side proves who it is.
 *
 * @param address as {@code https://host/path}; plain http only to this machine
 * @param tls for https, with this side's certificate if it has one; null for that of the JDK
 * @param reading tells what was in the way of TLS
 * @param signer signs every request; null for none
 * @param answers the key that must have signed every answer; null if answers need no signature
 * @param proxy by which way it is reached; null for directly
 */
public record Endpoint(
    URI address,
    @Nullable SSLContext tls,
    TlsReading reading,
    @Nullable MessageSigner signer,
    @Nullable MessageKey answers,
    @Nullable ProxySelector proxy) {

  /** Reached directly. */
  public Endpoint(
      URI address,
      @Nullable SSLContext tls,
      TlsReading reading,
      @Nullable MessageSigner signer,
      @Nullable MessageKey answers) {
    this(address, tls, reading, signer, answers, null);
  }

  /** Tells what was in the way of TLS, by the types of what was thrown. */
  @FunctionalInterface
  public interface TlsReading {
    /** Knows only whether it was TLS. */
    TlsReading PLAIN =
        failure -> {
          for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
              return Optional.of(AuthorityTls.Why.BROKEN_OFF);
            }
          }
          return Optional.empty();
        };

    /** Empty if TLS is not the matter. */
    Optional<AuthorityTls.Why> why(Throwable failure);
  }

  /** Without certificates and signatures. */
  public static Endpoint plain(URI address) {
    return new Endpoint(address, null, TlsReading.PLAIN, null, null);
  }

  /**
   * The same address, if nobody can read along.
   *
   * @throws InsecureAddress for plain http to another machine, any other scheme, or what may be a
   *     secret: user, query or fragment; the address stands in manifests and messages
   */
  Endpoint requireSecure() throws InsecureAddress {
    String host = address.getHost();
    String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    boolean loopback = Set.of("127.0.0.1", "localhost", "[::1]").contains(host == null ? "" : host);
    if (host == null || !(scheme.equals("https") || (scheme.equals("http") && loopback))) {
      throw new InsecureAddress(plainly());
    }
    if (mayHoldSecret()) {
      throw new InsecureAddress(plainly());
    }
    return this;
  }

  private boolean mayHoldSecret() {
    String authority = address.getRawAuthority();
    return (authority != null && authority.contains("@"))
        || address.getRawQuery() != null
        || address.getRawFragment() != null;
  }

  // As it may be shown.
  private String plainly() {
    return mayHoldSecret()
        ? address.getScheme() + "://" + Objects.toString(address.getHost(), "…") + "/…"
        : address.toString();
  }

  URI resolve(String path) {
    String start = address.toString();
    return URI.create(
        (start.endsWith("/") ? start.substring(0, start.length() - 1) : start) + path);
  }

  /** The address only. */
  @Override
  public String toString() {
    return "Endpoint[" + plainly() + "]";
  }
}
