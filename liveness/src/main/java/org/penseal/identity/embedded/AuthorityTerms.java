// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.penseal.identity.message.MessageKey;
import org.penseal.identity.message.MessageSigner;

/**
 * What the demo authority demands, and how it proves itself.
 *
 * @param tls https with this; null for http
 * @param demandsCertificate whether only who shows a certificate that {@code tls} believes is
 *     served
 * @param stations keys of which one must have signed each request; empty if none need be signed
 * @param signer signs every answer; null for none
 */
public record AuthorityTerms(
    @Nullable SSLContext tls,
    boolean demandsCertificate,
    List<MessageKey> stations,
    @Nullable MessageSigner signer) {
  /** Plain http, no signatures. */
  public static final AuthorityTerms OPEN = new AuthorityTerms(null, false, List.of(), null);

  /** Copies the list. */
  public AuthorityTerms {
    stations = List.copyOf(stations);
  }
}
