// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.cmp;

import java.io.IOException;
import java.time.Instant;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.penseal.signature.Octets;

/** How CMP messages are protected, and how the other side's are checked (RFC 4210, 5.1.3). */
public sealed interface MessageProtection permits CmpProtection, CmpSignature {
  /**
   * Links a message to its dialogue.
   *
   * @param transaction the same in every message of a dialogue
   * @param senderNonce fresh
   * @param recipientNonce the other side's last nonce; empty in the first message
   */
  record Link(Octets transaction, Octets senderNonce, Octets recipientNonce) {}

  /** 16 fresh bytes. */
  Octets nonce();

  /**
   * Builds a protected message.
   *
   * @param extra certificates to send along
   * @throws IOException if it cannot be built
   */
  PKIMessage protect(PKIBody body, Link link, Instant now, X509CertificateHolder... extra)
      throws IOException;

  /** Whether a message is protected by the one we talk to. */
  boolean verifies(PKIMessage message, Instant now);
}
