// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.cmp;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.cmp.ErrorMsgContent;
import org.bouncycastle.asn1.cmp.PKIBody;
import org.bouncycastle.asn1.cmp.PKIFailureInfo;
import org.bouncycastle.asn1.cmp.PKIMessage;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cmp.PollRepContent;
import org.bouncycastle.asn1.cmp.PollReqContent;
import org.jspecify.annotations.Nullable;
import org.penseal.refusal.ServiceException;
import org.penseal.refusal.ServiceException.CaRefused.Why;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.tls.HttpAnswer;

/**
 * One transaction: every answer must be protected, belong to it, and repeat the nonce of the
 * message that it answers (RFC 4210, section 5.1.1). For one thread.
 */
final class CmpDialogue {
  private static final String CONTENT_TYPE = "application/pkixcmp";
  // Someone stands at the desk and waits.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
  private static final int MOST_POLLS = 30;
  private static final BigInteger ANY_REQUEST = BigInteger.ONE.negate();

  private final URI uri;
  private final MessageProtection protection;
  private final HttpExchange http;
  private final Clock clock;
  private final Octets transaction;
  private Octets theirNonce = Octets.of(new byte[0]);

  CmpDialogue(URI uri, MessageProtection protection, HttpExchange http, Clock clock) {
    this.uri = uri;
    this.protection = protection;
    this.http = http;
    this.clock = clock;
    this.transaction = protection.nonce();
  }

  /**
   * Sends a message and reads the answer.
   *
   * @throws ServiceException.CaUnreachable if there was no answer in time
   * @throws ServiceException.CaRefused with reason rejected (and the authority's text), bad-answer,
   *     wrong-mac, other-transaction or http-NNN
   */
  PKIMessage exchange(PKIBody body) throws SigningException {
    MessageProtection.Link link =
        new MessageProtection.Link(transaction, protection.nonce(), theirNonce);
    Instant now = clock.instant();
    HttpAnswer answer;
    try {
      byte[] sent = protection.protect(body, link, now).getEncoded(ASN1Encoding.DER);
      answer = post(sent, body.getType() == PKIBody.TYPE_CERT_CONFIRM);
    } catch (IOException e) {
      throw new ServiceException.CaUnreachable(uri, e);
    }
    if (answer.status() != 200) {
      throw new ServiceException.CaRefused(uri, Why.HTTP, Integer.toString(answer.status()), null);
    }
    PKIMessage message = parsed(answer.body());
    boolean guarded = protection.verifies(message, now);
    boolean error = message.getBody().getType() == PKIBody.TYPE_ERROR;
    if (!guarded && otherSecret(message)) {
      throw new ServiceException.CaProtectionRefused(uri);
    }
    boolean later =
        error && guarded && body.getType() != PKIBody.TYPE_POLL_REQ && isWaiting(message);
    if (error && !later) {
      String words = errorText(message) + (guarded ? "" : " (unprotected)");
      throw new ServiceException.CaRefused(uri, Why.REJECTED, words.strip(), null);
    }
    if (!guarded) {
      throw refused(Why.WRONG_MAC, null);
    }
    requireSame(message, link);
    ASN1OctetString nonce = message.getHeader().getSenderNonce();
    theirNonce = Octets.of(nonce == null ? new byte[0] : nonce.getOctets());
    return later ? poll(ANY_REQUEST) : message;
  }

  // A server that closes its connections leaves the client with one that it still takes for open. A
  // confirmation may come twice (RFC 4210, section 5.2.8); a request might have issued already.
  private HttpAnswer post(byte[] message, boolean confirmation)
      throws IOException, SigningException {
    try {
      return http.post(uri, CONTENT_TYPE, message);
    } catch (IOException e) {
      if (!confirmation || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return http.anew().post(uri, CONTENT_TYPE, message);
    }
  }

  // Whoever protects with a secret, but not with this one; or says so without protection
  // (badMessageCheck, RFC 4210, section 5.2.3).
  private boolean otherSecret(PKIMessage message) {
    boolean secret = protection instanceof CmpProtection;
    return secret && (message.getProtection() != null || badMessageCheck(message));
  }

  private static boolean badMessageCheck(PKIMessage message) {
    try {
      ASN1BitString info =
          ErrorMsgContent.getInstance(message.getBody().getContent())
              .getPKIStatusInfo()
              .getFailInfo();
      return info != null && (info.intValue() & PKIFailureInfo.badMessageCheck) != 0;
    } catch (IllegalArgumentException | ClassCastException e) {
      return false;
    }
  }

  // The answer to any message may come later, too (RFC 9810, section 5.3.22).
  private static boolean isWaiting(PKIMessage message) {
    try {
      PKIStatusInfo status =
          ErrorMsgContent.getInstance(message.getBody().getContent()).getPKIStatusInfo();
      return status.getStatus().intValue() == PKIStatus.WAITING;
    } catch (IllegalArgumentException | ClassCastException e) {
      return false;
    }
  }

  private PKIMessage parsed(byte[] body) throws SigningException {
    try {
      PKIMessage message = PKIMessage.getInstance(body);
      if (message != null) {
        return message;
      }
    } catch (IllegalArgumentException | ClassCastException e) {
      throw refused(Why.BAD_ANSWER, e);
    }
    throw refused(Why.BAD_ANSWER, null);
  }

  private static String errorText(PKIMessage message) {
    try {
      return text(ErrorMsgContent.getInstance(message.getBody().getContent()).getPKIStatusInfo());
    } catch (IllegalArgumentException | ClassCastException e) {
      return "";
    }
  }

  /** The authority's own words; empty if there are none. */
  static String text(PKIStatusInfo status) {
    return status.getStatusString() == null || status.getStatusString().size() == 0
        ? ""
        : status.getStatusString().getStringAtUTF8(0).getString();
  }

  private void requireSame(PKIMessage message, MessageProtection.Link link)
      throws SigningException {
    ASN1OctetString its = message.getHeader().getTransactionID();
    ASN1OctetString nonce = message.getHeader().getRecipNonce();
    if (its == null
        || nonce == null
        || !link.transaction().equals(Octets.of(its.getOctets()))
        || !link.senderNonce().equals(Octets.of(nonce.getOctets()))) {
      throw refused(Why.OTHER_TRANSACTION, null);
    }
  }

  /**
   * Asks again and again for what the authority has not finished (RFC 4210, section 5.3.22).
   *
   * @param requestId of the request that waits
   * @return the first answer that is no "not yet"
   * @throws ServiceException.CaRefused with reason waiting if it takes too long
   */
  PKIMessage poll(BigInteger requestId) throws SigningException {
    Instant end = clock.instant().plus(LONGEST_WAIT);
    for (int i = 0; i < MOST_POLLS; i++) {
      PKIMessage answer =
          exchange(
              new PKIBody(PKIBody.TYPE_POLL_REQ, new PollReqContent(new ASN1Integer(requestId))));
      if (answer.getBody().getType() != PKIBody.TYPE_POLL_REP) {
        return answer;
      }
      Duration wait = checkAfter(answer);
      if (clock.instant().plus(wait).isAfter(end)) {
        break;
      }
      try {
        Thread.sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ServiceException.CaUnreachable(uri, e);
      }
    }
    throw refused(Why.WAITING, null);
  }

  private Duration checkAfter(PKIMessage answer) throws SigningException {
    try {
      PollRepContent content = PollRepContent.getInstance(answer.getBody().getContent());
      long seconds = content.getCheckAfter(0).getValue().longValueExact();
      return Duration.ofSeconds(Math.clamp(seconds, 0, LONGEST_WAIT.toSeconds() + 1));
    } catch (RuntimeException e) {
      // BouncyCastle meets hostile ASN.1 with whatever exception comes first.
      throw refused(Why.BAD_ANSWER, e);
    }
  }

  ServiceException.CaRefused refused(Why why, @Nullable Throwable cause) {
    return new ServiceException.CaRefused(uri, why, cause);
  }
}
