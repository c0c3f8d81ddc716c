// SPDX-License-Identifier: Apache-2.0
/** The words of TLCP (GB/T 38636-2020): suites, alerts and handshake messages, read with bounds. */
@NullMarked
package org.penseal.trust.tlcp.message;

import org.jspecify.annotations.NullMarked;
