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
import java.util.Map;

/**
 * The one-time codes that were sent. Knows no people: whoever asks gets one, so that nobody learns
 * from it who exists. Its caller lets in one thread at a time.
 */
final class PhoneCodes {
  static final int TRIES = 3;
  static final Duration GOOD_FOR = Duration.ofMinutes(5);
  static final Duration RESEND_AFTER = Duration.ofSeconds(60);
  private static final int MOST = 1000;
  private static final int CODES = 1_000_000;
  private static final int ID_BYTES = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Sent> sent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sent> eldest) {
          return size() > MOST;
        }
      };

  private record Person(String name, String idNumber, String phone) {
    static Person of(JsonNode request) throws Refusal {
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
  ObjectNode send(JsonNode request) throws Refusal {
    Person person = Person.of(request);
    Instant now = clock.instant();
    for (Map.Entry<String, Sent> each : sent.entrySet()) {
      if (each.getValue().person().phone().equals(person.phone())) {
        Duration since = Duration.between(each.getValue().at(), now);
        if (since.compareTo(RESEND_AFTER) < 0) {
          throw Refusal.tooSoon(Math.max(1, RESEND_AFTER.minus(since).toSeconds()));
        }
        each.setValue(each.getValue().ended());
      }
    }
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
  void take(JsonNode request) throws Refusal {
    String id = Registry.field(request, "codeId");
    String code = Registry.field(request, "code");
    Sent found = sent.get(id);
    if (found == null || found.over() || !found.person().equals(Person.of(request))) {
      throw new Refusal(403, "phone-code-unknown");
    }
    if (Duration.between(found.at(), clock.instant()).compareTo(GOOD_FOR) > 0) {
      throw new Refusal(410, "phone-code-expired");
    }
    if (found.triesLeft() == 0) {
      throw new Refusal(403, "phone-code-used-up");
    }
    if (!found.code().equals(code)) {
      Sent tried = found.tried();
      sent.put(id, tried);
      throw tried.triesLeft() == 0
          ? new Refusal(403, "phone-code-used-up")
          : Refusal.wrongCode(tried.triesLeft());
    }
    sent.put(id, found.ended());
  }
}
