// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one-time codes that were sent. Knows no people: whoever asks gets one, so that nobody learns
 * from it who exists. Its caller lets in one thread at a time.
 */
final class PhoneCodes {
  static final int TRIES = 3;
  static final Duration GOOD_FOR = Duration.ofMinutes(5);
  static final Duration RESEND_AFTER = Duration.ofSeconds(60);
  // Three tries each: thirty in a day, of a million.
  static final int MOST_A_DAY = 10;
  private static final Duration DAY = Duration.ofDays(1);
  private static final long REST_SECONDS = 3600;
  private static final int MOST = 10_000;
  private static final int CODES = 1_000_000;
  private static final int ID_BYTES = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Sent> sent = new LinkedHashMap<>();

  private record Person(String name, String idNumber, String phone) {
    static Person of(JsonNode request) throws RequestRefused {
      return new Person(
          Registry.field(request, "name"),
          Registry.field(request, "idNumber"),
          Registry.field(request, "phone"));
    }
  }

  private record Sent(Person person, String code, Instant at, int triesLeft, boolean over) {
    Sent tried() {
      return new Sent(person, code, at, triesLeft - 1, over);
    }

    Sent ended() {
      return new Sent(person, code, at, triesLeft, true);
    }
  }

  PhoneCodes(Clock clock) {
    this.clock = clock;
  }

  /** Sends one; those sent to the telephone before are over. */
  ObjectNode send(JsonNode request) throws RequestRefused {
    Person person = Person.of(request);
    Instant now = clock.instant();
    sent.values().removeIf(each -> each.at().isBefore(now.minus(DAY)));
    if (sent.size() >= MOST) {
      throw new RequestRefused(
          503, "too-many-requests"); // forgetting one would let its limits be passed
    }
    List<Map.Entry<String, Sent>> before =
        sent.entrySet().stream()
            .filter(each -> each.getValue().person().phone().equals(person.phone()))
            .toList();
    for (Map.Entry<String, Sent> each : before) {
      Duration since = Duration.between(each.getValue().at(), now);
      if (since.compareTo(RESEND_AFTER) < 0) {
        long left = RESEND_AFTER.minus(since).toSeconds();
        throw RequestRefused.tooSoon(Math.clamp(left, 1, RESEND_AFTER.toSeconds()));
      }
    }
    if (before.size() >= MOST_A_DAY) {
      throw RequestRefused.tooSoon(REST_SECONDS);
    }
    before.forEach(each -> each.setValue(each.getValue().ended()));
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    String codeId = HexFormat.of().formatHex(id);
    String code = "%06d".formatted(random.nextInt(CODES));
    sent.put(codeId, new Sent(person, code, now, TRIES, false));
    return JSON.createObjectNode()
        .put("codeId", codeId)
        .put("expiresAt", now.plus(GOOD_FOR).toString())
        .put("resendAfterSeconds", RESEND_AFTER.toSeconds())
        .put("triesLeft", TRIES)
        .put("demo", true)
        .put("demoMessage", "【演示 DEMO】验证码 " + code + "，5 分钟内有效。演示短信，未发往任何手机。");
  }

  /** Takes the code of a verification; a code is good once. */
  void take(JsonNode request) throws RequestRefused {
    String id = Registry.field(request, "codeId");
    String code = Registry.field(request, "code");
    Sent found = sent.get(id);
    if (found == null || found.over() || !found.person().equals(Person.of(request))) {
      throw new RequestRefused(403, "phone-code-unknown");
    }
    Duration since = Duration.between(found.at(), clock.instant());
    // A clock that was set back gives no code a longer life.
    if (since.isNegative() || since.compareTo(GOOD_FOR) > 0) {
      throw new RequestRefused(410, "phone-code-expired");
    }
    if (found.triesLeft() == 0) {
      throw new RequestRefused(403, "phone-code-used-up");
    }
    if (!found.code().equals(code)) {
      Sent tried = found.tried();
      sent.put(id, tried);
      throw tried.triesLeft() == 0
          ? new RequestRefused(403, "phone-code-used-up")
          : RequestRefused.wrongCode(tried.triesLeft());
    }
    sent.put(id, found.ended());
  }
}
