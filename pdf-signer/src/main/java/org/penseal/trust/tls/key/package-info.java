// SPDX-License-Identifier: Apache-2.0
/** Private keys that sign handshakes where they lie, as the stacks of TLS want to have them. */
@NullMarked
package org.penseal.trust.tls.key;

import org.jspecify.annotations.NullMarked;
