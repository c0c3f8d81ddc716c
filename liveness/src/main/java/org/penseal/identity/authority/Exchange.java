// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityException.AnswerUnproven;
import org.penseal.identity.IdentityException.AuthorityBusy;
import org.penseal.identity.IdentityException.AuthorityNonsense;
import org.penseal.identity.IdentityException.AuthorityTls;
import org.penseal.identity.IdentityException.AuthorityUnreachable;
import org.penseal.identity.IdentityException.AuthorityUnreachable.Why;
import org.penseal.identity.message.Component;
import org.penseal.identity.message.ContentDigest;
import org.penseal.identity.message.MessageKey;
import org.penseal.identity.message.MessageSigner;
import org.penseal.identity.message.MessageVerifier;

/** One request and its whole answer, with what each side signed. Any thread. */
final class Exchange implements AutoCloseable {
  private static final int LONGEST_ANSWER_BYTES = 64 * 1024;
  private static final Duration SIGNATURE_TOLERANCE = Duration.ofMinutes(5);
  private static final BigInteger LONGEST_WAIT_SECONDS = BigInteger.valueOf(3600);
  private static final int NONCE_BYTES = 16;

  private final Endpoint endpoint;
  private final Clock clock;
  private final HttpClient http;
  private final SecureRandom random = new SecureRandom();

  Exchange(Endpoint endpoint, Duration connectTimeout, Clock clock) {
    this.endpoint = endpoint;
    this.clock = clock;
    // Without a selector of ours, Java's properties and the system's settings would choose a proxy.
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(connectTimeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(endpoint.proxy() == null ? HttpClient.Builder.NO_PROXY : endpoint.proxy());
    this.http = (endpoint.tls() == null ? builder : builder.sslContext(endpoint.tls())).build();
  }

  /**
   * What came back.
   *
   * @param status 200, or a refusal
   */
  @SuppressWarnings("ArrayRecordComponent") // a buffer, never changed
  record Answer(int status, byte[] body) {}

  /**
   * Posts JSON, signed if there is a key; the answer's signature is checked if it must have one.
   */
  Answer post(URI target, byte[] body, String idempotencyKey, Duration limit)
      throws IdentityException, InterruptedException {
    Component.Request covered =
        new Component.Request("POST", target.toString(), ContentDigest.of(body), idempotencyKey);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", idempotencyKey)
            .header(ContentDigest.HEADER, covered.contentDigest())
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    MessageSigner signer = endpoint.signer();
    if (signer != null) {
      MessageSigner.Headers headers = signed(signer, covered.components());
      request.header("Signature-Input", headers.input()).header("Signature", headers.value());
    }
    HttpResponse<byte[]> response = whole(request, limit);
    MessageKey key = endpoint.answers();
    if (key != null) {
      requireProven(response, covered, key);
    }
    return answer(response);
  }

  /** Sends what has no body. */
  Answer send(HttpRequest.Builder request, Duration limit)
      throws IdentityException, InterruptedException {
    return answer(whole(request, limit));
  }

  private MessageSigner.Headers signed(MessageSigner signer, List<Component> components)
      throws AuthorityTls {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      return signer.sign(components, clock.instant(), HexFormat.of().formatHex(nonce));
    } catch (GeneralSecurityException e) {
      // One in a token may be gone.
      throw new AuthorityTls(endpoint.address().toString(), AuthorityTls.Why.OWN_KEY, e);
    }
  }

  private void requireProven(
      HttpResponse<byte[]> response, Component.Request request, MessageKey key)
      throws AnswerUnproven, AuthorityUnreachable {
    if (response.statusCode() >= 500) {
      throw unavailable(response); // no answer, whoever says so: a gateway has not the key
    }
    MessageVerifier.Finding finding =
        new MessageVerifier(List.of(key), SIGNATURE_TOLERANCE, clock)
            .check(
                request.answered(response.statusCode(), ContentDigest.of(response.body())),
                response.headers().firstValue("Signature-Input").orElse(null),
                response.headers().firstValue("Signature").orElse(null));
    if (finding.fault() != null) {
      throw new AnswerUnproven(endpoint.address().toString(), finding.fault().name());
    }
  }

  // The time-out of a request ends with the headers; this one ends with the body.
  private HttpResponse<byte[]> whole(HttpRequest.Builder request, Duration limit)
      throws IdentityException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> running =
        http.sendAsync(
            request.timeout(limit).header("Accept", "application/json").build(),
            info -> new LimitedBody(LONGEST_ANSWER_BYTES));
    try {
      return running.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw unreachable(Why.TIMED_OUT, e);
    } catch (ExecutionException e) {
      throw translated(e.getCause() == null ? e : e.getCause());
    } finally {
      running.cancel(true);
    }
  }

  private IdentityException translated(Throwable failure) {
    Optional<AuthorityTls.Why> tls = endpoint.reading().why(failure);
    if (tls.isPresent()) {
      return new AuthorityTls(endpoint.address().toString(), tls.get(), failure);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case LimitedBody.TooLong e -> {
          return new AuthorityNonsense("longer than " + LONGEST_ANSWER_BYTES + " bytes", null);
        }
        case HttpConnectTimeoutException e -> {
          return unreachable(Why.NOT_REACHED, failure);
        }
        case HttpTimeoutException e -> {
          return unreachable(Why.TIMED_OUT, failure);
        }
        case ConnectException e -> {
          return unreachable(Why.NOT_REACHED, failure);
        }
        case UnresolvedAddressException e -> {
          return unreachable(Why.NOT_REACHED, failure);
        }
        default -> {
          // its cause may say more
        }
      }
    }
    if (failure instanceof IOException) {
      return unreachable(Why.CUT, failure);
    }
    throw new IllegalStateException("the HTTP client threw something else", failure);
  }

  private AuthorityUnreachable unreachable(Why why, Throwable cause) {
    return new AuthorityUnreachable(endpoint.address().toString(), why, Duration.ZERO, cause);
  }

  private AuthorityUnreachable unavailable(HttpResponse<byte[]> response) {
    Why why =
        switch (response.statusCode()) {
          case 502, 503, 504 -> Why.UNAVAILABLE;
          default -> Why.FAILED;
        };
    return new AuthorityUnreachable(endpoint.address().toString(), why, retryAfter(response), null);
  }

  private Answer answer(HttpResponse<byte[]> response) throws IdentityException {
    int status = response.statusCode();
    if (status >= 500) {
      throw unavailable(response);
    }
    if (status == 429) {
      throw new AuthorityBusy(endpoint.address().toString(), retryAfter(response));
    }
    if (status != 200 && status < 400) {
      throw new AuthorityNonsense("status " + status, null);
    }
    return new Answer(status, response.body());
  }

  // RFC 9110, section 10.2.3; the form with a date is not used by this protocol.
  private static Duration retryAfter(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,100}"))
        .map(value -> new BigInteger(value).min(LONGEST_WAIT_SECONDS))
        .map(seconds -> Duration.ofSeconds(seconds.longValueExact()))
        .orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
