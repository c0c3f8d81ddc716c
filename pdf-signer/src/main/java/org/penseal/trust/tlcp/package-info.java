// SPDX-License-Identifier: Apache-2.0
/**
 * TLCP (GB/T 38636-2020) with ECC_SM4_GCM_SM3 and ECC_SM4_CBC_SM3, as client and as server: no
 * renegotiation, no compression, no tickets, no other key exchange.
 */
@NullMarked
package org.penseal.trust.tlcp;

import org.jspecify.annotations.NullMarked;
