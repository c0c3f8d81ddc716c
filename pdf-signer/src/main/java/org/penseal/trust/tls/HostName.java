// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The name by which a service is called, compared with those in a certificate (RFC 9525, section
 * 6): DNS names, where a star may stand for the whole first label, and addresses. The common name
 * counts for nothing.
 */
final class HostName {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private final String name;
  private final Optional<InetAddress> address;

  private HostName(String name, Optional<InetAddress> address) {
    this.name = name;
    this.address = address;
  }

  /**
   * Reads the host of an address.
   *
   * @param host in ASCII; a literal of IPv6 with or without brackets
   */
  static HostName of(String host) {
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    String name = bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    return new HostName(name.toLowerCase(Locale.ROOT), literal(bare));
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The name for the server (RFC 6066, section 3); empty for an address, which is not sent. */
  Optional<String> serverName() {
    return address.isPresent() ? Optional.empty() : Optional.of(name);
  }

  /** Whether a certificate is for this host. */
  boolean in(X509Certificate certificate) {
    Collection<List<?>> names;
    try {
      names = certificate.getSubjectAlternativeNames();
    } catch (CertificateParsingException e) {
      return false;
    }
    return names != null && names.stream().anyMatch(this::fits);
  }

  private boolean fits(List<?> alternative) {
    if (!(alternative.get(0) instanceof Integer type)
        || !(alternative.get(1) instanceof String text)) {
      return false;
    }
    if (address.isPresent()) {
      return type == ADDRESS && literal(text).equals(address);
    }
    String pattern = text.toLowerCase(Locale.ROOT);
    if (type != DNS || pattern.equals(name)) {
      return type == DNS;
    }
    int dot = name.indexOf('.');
    // A star for a top-level domain would be one for half of the world.
    return pattern.startsWith("*.")
        && pattern.indexOf('.', 2) > 0
        && dot > 0
        && pattern.substring(1).equals(name.substring(dot));
  }
}
