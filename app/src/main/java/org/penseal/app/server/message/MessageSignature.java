// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.message;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.refusal.ServeException.SignatureRefused;
import org.penseal.app.server.refusal.ServeException.SignatureRefused.Ground;

/**
 * The signature of a request (RFC 9421): exactly one, over method, target and body, made within the
 * last minute, with a nonce. Whoever has verified it must still see to it that the nonce is used
 * once.
 *
 * @param keyid of the key
 * @param key that has signed
 * @param nonce as the signer chose it
 * @param created when it was made
 * @param until when the nonce may be forgotten
 * @param request the same, with a body that fails at its end if it is another than was signed
 */
public record MessageSignature(
    String keyid, RequestKey key, String nonce, Instant created, Instant until, Request request) {
  /** How old a signature may be. */
  public static final Duration OLDEST = Duration.ofSeconds(60);

  /** By how much the signer's clock may be ahead. */
  public static final Duration AHEAD = Duration.ofSeconds(5);

  private static final String OWN_FIELDS = "penseal-";
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

  /** Whether a request has a signature, in order or not. */
  public static boolean isIn(Request request) {
    return request.headers().containsKey("signature-input")
        || request.headers().containsKey("signature");
  }

  /**
   * Verifies the signature of a request.
   *
   * @param keys by their keyid
   * @throws SignatureRefused saying why
   */
  public static MessageSignature of(
      Request request, Function<String, Optional<RequestKey>> keys, Instant now)
      throws SignatureRefused {
    SignatureInput input =
        request
            .header("signature-input")
            .flatMap(SignatureInput::of)
            .orElseThrow(() -> new SignatureRefused(Ground.MALFORMED));
    byte[] value = value(request, input.label());
    String keyid = input.text("keyid").orElseThrow(() -> new SignatureRefused(Ground.MALFORMED));
    String nonce =
        input
            .text("nonce")
            .filter(text -> text.matches("[A-Za-z0-9+/=_.-]{16,128}"))
            .orElseThrow(() -> new SignatureRefused(Ground.MALFORMED));
    Instant created = created(input, now);
    requireCovered(request, input);
    String base =
        RequestBase.of(request, input).orElseThrow(() -> new SignatureRefused(Ground.COVERED));
    // One ground for both, so that nobody finds out which keys there are.
    RequestKey key =
        keys.apply(keyid)
            .filter(each -> input.text("alg").map(each.algorithm().word()::equals).orElse(true))
            .filter(
                each ->
                    each.algorithm()
                        .verifies(each.key(), base.getBytes(StandardCharsets.US_ASCII), value))
            .orElseThrow(() -> new SignatureRefused(Ground.VALUE));
    return new MessageSignature(
        keyid, key, nonce, created, created.plus(OLDEST).plus(AHEAD), held(request, key));
  }

  private static byte[] value(Request request, String label) throws SignatureRefused {
    FieldReader in = new FieldReader(request.header("signature").orElse(""));
    boolean same = in.key().filter(label::equals).isPresent() && in.takes('=');
    Optional<byte[]> value = same ? in.bytes() : Optional.empty();
    if (value.isEmpty() || !in.ended()) {
      throw new SignatureRefused(Ground.MALFORMED);
    }
    return value.get();
  }

  private static Instant created(SignatureInput input, Instant now) throws SignatureRefused {
    Instant created =
        Instant.ofEpochSecond(
            input.number("created").orElseThrow(() -> new SignatureRefused(Ground.MALFORMED)));
    boolean over =
        input.number("expires").map(Instant::ofEpochSecond).map(now::isAfter).orElse(false);
    boolean old = created.isBefore(now.minus(OLDEST)) || created.isAfter(now.plus(AHEAD));
    if (over || old) {
      throw new SignatureRefused(Ground.TIME);
    }
    return created;
  }

  private static void requireCovered(Request request, SignatureInput input)
      throws SignatureRefused {
    List<String> covered = input.components();
    boolean target =
        covered.contains("@target-uri")
            || covered.containsAll(List.of("@authority", "@path", "@query"));
    boolean bodiless = WITHOUT_BODY.contains(request.method());
    // Header fields of our own decide what is done, as the query does.
    boolean own =
        request.headers().keySet().stream()
            .filter(name -> name.startsWith(OWN_FIELDS))
            .allMatch(covered::contains);
    boolean body = bodiless ? !hasBody(request) : covered.contains("content-digest");
    if (!covered.contains("@method") || !target || !own || !body) {
      throw new SignatureRefused(Ground.COVERED);
    }
  }

  private static boolean hasBody(Request request) {
    return request.headers().containsKey("transfer-encoding")
        || request.header("content-length").map(length -> !length.equals("0")).orElse(false);
  }

  private static Request held(Request request, RequestKey key) throws SignatureRefused {
    InputStream body = request.body();
    if (!WITHOUT_BODY.contains(request.method())) {
      body =
          request
              .header("content-digest")
              .flatMap(BodyDigest::of)
              .orElseThrow(() -> new SignatureRefused(Ground.DIGEST))
              .held(body);
    }
    return request.signed(body, key.certificate());
  }

  /** Reads what is left of a body, so that nothing is done for one that was not signed. */
  public static void requireRead(Request request) throws SignatureRefused {
    byte[] nowhere = new byte[8192];
    try {
      while (request.body().read(nowhere) >= 0) {
        // Only its end counts.
        continue;
      }
    } catch (IOException e) {
      throw new SignatureRefused(Ground.DIGEST);
    }
  }

  @Override
  public String toString() {
    return Map.of("keyid", keyid, "created", created).toString();
  }
}
