// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penseal.identity.Authority;
import org.penseal.identity.IdentityClaim;
import org.penseal.identity.IdentityException.AuthorityNonsense;
import org.penseal.identity.IdentityMode;
import org.penseal.identity.IdentityResult;
import org.penseal.identity.PhoneCode;

/** Answers as the protocol writes them, taken only if they make sense. */
final class AnswerJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);
  private static final Duration LONGEST_CODE = Duration.ofHours(1);
  private static final int LONGEST_TEXT = 200;
  private static final int MOST_TRIES = 20;
  // Texts go into manifests, onto screens and terminals: no controls, no turning of the direction
  // of writing, no line ends, no halves of characters.
  private static final Pattern UNSHOWABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
  private static final int SHORTEST_LATIN_NAME = 6;

  private final JsonNode tree;

  private AnswerJson(JsonNode tree) {
    this.tree = tree;
  }

  static AnswerJson read(byte[] bytes) throws AuthorityNonsense {
    try {
      JsonNode tree = JSON.readTree(bytes);
      if (!tree.isObject()) {
        throw new AuthorityNonsense("no JSON object", null);
      }
      return new AnswerJson(tree);
    } catch (IOException e) {
      throw new AuthorityNonsense("no JSON", null);
    }
  }

  /** The short code of a refusal; empty if it has none. */
  static String code(byte[] bytes) {
    try {
      String code = JSON.readTree(bytes).path("code").asText("");
      return code.matches("[a-z0-9-]{1,40}") ? code : "";
    } catch (IOException e) {
      return ""; // the status says enough
    }
  }

  /** Of a refused code: how often it may be tried again. */
  static int triesLeft(byte[] bytes) {
    try {
      int left = JSON.readTree(bytes).path("triesLeft").asInt(0);
      return left > 0 && left <= MOST_TRIES ? left : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Refuses an answer to another request, as far as it says so itself. */
  AnswerJson requireFor(String requestDigest, String idempotencyKey) throws AuthorityNonsense {
    if (!text("requestDigest").equals(requestDigest)
        || !text("idempotencyKey").equals(idempotencyKey)) {
      throw new AuthorityNonsense("it answers another request", null);
    }
    return this;
  }

  /** Refuses an answer that would carry the claim's own values into the manifest. */
  AnswerJson requireSilenceOn(IdentityClaim claim) throws AuthorityNonsense {
    String reference = text("referenceId");
    String said = text("provider") + "\n" + reference;
    String phone = claim.phone();
    boolean number =
        said.contains(claim.idNumber().text())
            || (phone != null && said.contains(phone.replace("+", "")));
    if (number || (isTelling(claim.name()) && reference.contains(claim.name()))) {
      throw new AuthorityNonsense("it repeats what it was asked", null);
    }
    return this;
  }

  // Two Latin letters stand in many a reference by chance.
  private static boolean isTelling(String name) {
    return name.length() >= SHORTEST_LATIN_NAME
        || name.codePoints().anyMatch(Character::isIdeographic);
  }

  Authority.Health health() throws AuthorityNonsense {
    return new Authority.Health(text("provider"), demo());
  }

  IdentityResult result(IdentityMode asked, String endpoint, @Nullable String signedBy, Clock clock)
      throws AuthorityNonsense {
    if (!text("mode").equals(asked.word())) {
      throw new AuthorityNonsense("another mode than asked", null);
    }
    Instant at = instant("at");
    if (Duration.between(at, clock.instant()).abs().compareTo(CLOCK_TOLERANCE) > 0) {
      throw new AuthorityNonsense("time is more than ten minutes off", null);
    }
    IdentityResult.Result decision = decision();
    Double similarity = number("similarity");
    Double threshold = number("threshold");
    if (decision == IdentityResult.Result.MATCH
        && similarity != null
        && threshold != null
        && similarity < threshold) {
      throw new AuthorityNonsense("a match below its own threshold", null);
    }
    return new IdentityResult(
        asked,
        text("provider"),
        at,
        decision,
        text("referenceId"),
        similarity,
        threshold,
        endpoint,
        signedBy,
        demo());
  }

  private IdentityResult.Result decision() throws AuthorityNonsense {
    String word = text("result");
    for (IdentityResult.Result each : IdentityResult.Result.values()) {
      if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(word)) {
        return each;
      }
    }
    throw new AuthorityNonsense("field result", null);
  }

  PhoneCode phoneCode(Clock clock) throws AuthorityNonsense {
    Instant expires = instant("expiresAt");
    Duration left = Duration.between(clock.instant(), expires);
    int tries = tree.path("triesLeft").asInt(0);
    int resend = tree.path("resendAfterSeconds").asInt(-1);
    if (left.isNegative() || left.compareTo(LONGEST_CODE) > 0) {
      throw new AuthorityNonsense("field expiresAt", null);
    }
    if (tries < 1 || tries > MOST_TRIES || resend < 0 || resend > LONGEST_CODE.toSeconds()) {
      throw new AuthorityNonsense("field triesLeft or resendAfterSeconds", null);
    }
    return new PhoneCode(
        text("codeId"),
        expires,
        Duration.ofSeconds(resend),
        tries,
        demo() && tree.has("demoMessage") ? text("demoMessage") : null);
  }

  private boolean demo() {
    return tree.path("demo").asBoolean(false);
  }

  private Instant instant(String field) throws AuthorityNonsense {
    try {
      return Instant.parse(text(field));
    } catch (DateTimeException e) {
      throw new AuthorityNonsense("field " + field, null);
    }
  }

  String text(String field) throws AuthorityNonsense {
    JsonNode value = tree.path(field);
    String said = value.asText();
    if (!value.isTextual()
        || said.isBlank()
        || said.length() > LONGEST_TEXT
        || UNSHOWABLE.matcher(said).find()) {
      throw new AuthorityNonsense("field " + field, null);
    }
    return said;
  }

  private @Nullable Double number(String field) throws AuthorityNonsense {
    JsonNode value = tree.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isNumber() || Math.abs(value.asDouble()) > 1) {
      throw new AuthorityNonsense("field " + field, null);
    }
    return value.asDouble();
  }
}
