// SPDX-License-Identifier: Apache-2.0
/** A client of certification authorities: CMP (RFC 4210, RFC 9483) over HTTP. */
@NullMarked
package org.penseal.trust.cmp;

import org.jspecify.annotations.NullMarked;
