// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.Serial;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/** Why a server's certificate is not believed; goes through the TLS stacks as a cause. */
final class ServerRefused extends CertificateException {
  @Serial private static final long serialVersionUID = 1L;

  /** The reason. */
  final Reason reason;

  /** What is wrong with it. */
  enum Reason {
    UNTRUSTED,
    EXPIRED,
    REVOKED,
    REVOCATION_UNKNOWN,
    WRONG_HOST
  }

  ServerRefused(Reason reason, @Nullable Throwable cause) {
    super(reason.name(), cause);
    this.reason = reason;
  }
}
