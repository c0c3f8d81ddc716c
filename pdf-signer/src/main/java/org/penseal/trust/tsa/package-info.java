/** A time-stamping authority's tokens: requests in, answers out (RFC 3161). */
@NullMarked
package org.penseal.trust.tsa;

import org.jspecify.annotations.NullMarked;
