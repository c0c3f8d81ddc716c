// SPDX-License-Identifier: Apache-2.0
/** The record layer of TLCP (GB/T 38636-2020, section 6.3) and the keys that protect it. */
@NullMarked
package org.penseal.trust.tlcp.record;

import org.jspecify.annotations.NullMarked;
