// SPDX-License-Identifier: Apache-2.0
/**
 * TLS to services: ordinary TLS 1.2 and 1.3 by the JDK, TLS 1.3 with the SM suite of RFC 8998 by
 * BouncyCastle, and TLCP.
 */
@NullMarked
package org.penseal.trust.tls;

import org.jspecify.annotations.NullMarked;
