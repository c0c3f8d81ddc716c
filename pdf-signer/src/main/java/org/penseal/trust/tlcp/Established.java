// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.util.Optional;
import org.penseal.trust.tlcp.message.TlcpSuite;

/**
 * What a handshake came to; the last of its states makes it.
 *
 * @param suite that is spoken
 * @param peer who is there; empty for a client that was not asked
 * @param resumed whether it goes on with an earlier session
 * @param forget drops the session, because the connection ends with a fault
 */
record Established(
    TlcpSuite suite, Optional<PeerCertificates> peer, boolean resumed, Runnable forget) {}
