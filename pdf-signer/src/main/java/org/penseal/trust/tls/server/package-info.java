// SPDX-License-Identifier: Apache-2.0
/** TLS of a listener: TLCP, RFC 8998 and ordinary TLS, alone or by what a client offers. */
@NullMarked
package org.penseal.trust.tls.server;

import org.jspecify.annotations.NullMarked;
