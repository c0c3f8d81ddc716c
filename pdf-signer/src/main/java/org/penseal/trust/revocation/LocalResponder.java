// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A configured place to ask about an authority's certificates, before those that the certificates
 * name themselves.
 *
 * @param issuer the authority
 * @param ocsp OCSP responders, may be empty
 * @param crls revocation lists, may be empty
 */
public record LocalResponder(X509Certificate issuer, List<URI> ocsp, List<URI> crls) {
  /** Copies the lists. */
  public LocalResponder {
    ocsp = List.copyOf(ocsp);
    crls = List.copyOf(crls);
  }
}
