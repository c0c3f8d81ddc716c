/**
 * Cryptographic messages (RFC 5652): signed attributes, SignedData in DER, data signatures with
 * evidence, and sealed envelopes for SM2 recipients.
 *
 * <p>Bytes in, bytes out; no files, no network, no clock. The BouncyCastle provider must be
 * registered under its own name, BC.
 */
@NullMarked
package org.penseal.cms;

import org.jspecify.annotations.NullMarked;
