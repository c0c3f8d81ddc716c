// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

/** What an embedded OCSP responder or list of revocations does wrong on demand. */
public enum RevocationFault {
  /** Nothing. */
  NONE,
  /** Closes the connection without an answer. */
  DOWN,
  /** Holds the answer back for longer than any sensible time-out (until it is closed). */
  SLOW,
  /** Answers with bytes that are no message. */
  NONSENSE,
  /** OCSP answers "try later" (RFC 6960, section 2.3), a list with an HTTP error. */
  REFUSE,
  /** Signs with a key that nobody knows. */
  OTHER_SIGNER,
  /** OCSP speaks of another certificate. */
  OTHER_CERTIFICATE,
  /** OCSP repeats a nonce that was not sent. */
  OTHER_NONCE,
  /** Gives an answer of last week. */
  EXPIRED,
  /** OCSP does not know the certificate. */
  UNKNOWN,
  /** Sends more than any answer may have. */
  TOO_LARGE,
  /** Sends the client elsewhere. */
  REDIRECT
}
