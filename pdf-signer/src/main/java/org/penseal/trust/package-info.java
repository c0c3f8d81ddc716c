/**
 * Who is believed: roots by purpose, chains, certification requests, and the clients of
 * certification and time-stamping authorities.
 *
 * <p>The BouncyCastle provider must be registered under its own name, BC.
 */
@NullMarked
package org.penseal.trust;

import org.jspecify.annotations.NullMarked;
