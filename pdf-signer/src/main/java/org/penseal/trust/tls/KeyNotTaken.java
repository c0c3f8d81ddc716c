// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tls;

import java.io.IOException;

/**
 * A server asked for a certificate during the handshake and ended the connection before it answered
 * the first request: it did not take what it was shown, or nothing (RFC 8446, section 4.4.2.4).
 */
final class KeyNotTaken extends IOException {
  private static final long serialVersionUID = 1L;

  KeyNotTaken(IOException cause) {
    super("asked for a certificate, and ended", cause);
  }
}
