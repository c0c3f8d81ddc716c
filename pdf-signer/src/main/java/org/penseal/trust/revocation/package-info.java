/**
 * Whether certificates were revoked: OCSP (RFC 6960) and certificate revocation lists (RFC 5280),
 * from services and from data that a file carries.
 */
@NullMarked
package org.penseal.trust.revocation;

import org.jspecify.annotations.NullMarked;
