// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import org.penseal.identity.Authority;
import org.penseal.identity.IdentityClaim;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityException.AuthorityRefused;
import org.penseal.identity.IdentityException.InsecureAddress;
import org.penseal.identity.IdentityException.PhoneCodeOver;
import org.penseal.identity.IdentityException.PhoneCodeWrong;
import org.penseal.identity.IdentityMode;
import org.penseal.identity.IdentityResult;
import org.penseal.identity.PhoneCode;
import org.penseal.identity.message.ContentDigest;
import org.penseal.identity.message.MessageKey;

/** One endpoint of an authority over HTTP (docs/authority-openapi.yaml). Asks once, never again. */
public final class AuthorityClient implements Authority {
  private final Endpoint endpoint;
  private final Duration timeout;
  private final Clock clock;
  private final Exchange exchange;

  /**
   * Connects nothing yet.
   *
   * @param timeout for connecting, and again for the whole answer
   * @param clock the answer's time must lie within ten minutes of it
   * @throws InsecureAddress for plain http to another machine, any other scheme, or an address with
   *     a user, a query or a fragment
   */
  public AuthorityClient(Endpoint endpoint, Duration timeout, Clock clock) throws InsecureAddress {
    this.endpoint = endpoint.requireSecure();
    this.timeout = timeout;
    this.clock = clock;
    this.exchange = new Exchange(endpoint, timeout, clock);
  }

  /** Where it asks. */
  String address() {
    return endpoint.address().toString();
  }

  @Override
  public Health probe() throws IdentityException, InterruptedException {
    return probe(timeout);
  }

  Health probe(Duration limit) throws IdentityException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve("/v1/health")).GET();
    Exchange.Answer answer = exchange.send(request, limit);
    requireTaken(answer);
    return AnswerJson.read(answer.body()).health();
  }

  @Override
  public IdentityResult verify(IdentityClaim claim, String idempotencyKey)
      throws IdentityException, InterruptedException {
    return verify(claim, idempotencyKey, timeout);
  }

  IdentityResult verify(IdentityClaim claim, String idempotencyKey, Duration limit)
      throws IdentityException, InterruptedException {
    byte[] body = ClaimJson.verification(claim);
    MessageKey key = endpoint.answers();
    return post("/v1/verifications", body, idempotencyKey, limit)
        .requireSilenceOn(claim)
        .result(claim.mode(), address(), key == null ? null : key.id(), clock);
  }

  @Override
  public PhoneCode sendCode(IdentityClaim claim, String idempotencyKey)
      throws IdentityException, InterruptedException {
    return sendCode(claim, idempotencyKey, timeout);
  }

  PhoneCode sendCode(IdentityClaim claim, String idempotencyKey, Duration limit)
      throws IdentityException, InterruptedException {
    if (claim.mode() != IdentityMode.PHONE) {
      throw new IllegalArgumentException("a one-time code is for mode phone");
    }
    byte[] body = ClaimJson.phoneCode(claim);
    return post("/v1/phone-codes", body, idempotencyKey, limit).phoneCode(clock);
  }

  private AnswerJson post(String path, byte[] body, String idempotencyKey, Duration limit)
      throws IdentityException, InterruptedException {
    if (!idempotencyKey.matches("[A-Za-z0-9-]{8,64}")) {
      throw new IllegalArgumentException("idempotency key of 8 to 64 letters, digits, hyphens");
    }
    Exchange.Answer answer = exchange.post(endpoint.resolve(path), body, idempotencyKey, limit);
    requireTaken(answer);
    return AnswerJson.read(answer.body()).requireFor(ContentDigest.of(body), idempotencyKey);
  }

  private static void requireTaken(Exchange.Answer answer) throws IdentityException {
    if (answer.status() == 200) {
      return;
    }
    String code = AnswerJson.code(answer.body());
    switch (code) {
      case "phone-code-wrong" -> {
        int left = AnswerJson.triesLeft(answer.body());
        if (left > 0) {
          throw new PhoneCodeWrong(left);
        }
        throw new PhoneCodeOver(PhoneCodeOver.Why.USED_UP);
      }
      case "phone-code-used-up" -> throw new PhoneCodeOver(PhoneCodeOver.Why.USED_UP);
      case "phone-code-expired" -> throw new PhoneCodeOver(PhoneCodeOver.Why.EXPIRED);
      case "phone-code-unknown" -> throw new PhoneCodeOver(PhoneCodeOver.Why.UNKNOWN);
      default -> throw new AuthorityRefused(answer.status(), code);
    }
  }

  @Override
  public void close() {
    exchange.close();
  }
}
