// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.penseal.identity.IdentityMode;
import org.penseal.identity.IdentityResult.Result;
import org.penseal.identity.PortraitComparator;

/** Decides claims against the invented population; its caller lets in one thread at a time. */
final class Registry {
  static final String PROVIDER = "PenSeal demo authority";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<DemoPerson> people;
  private final PortraitComparator comparator;
  private final double threshold;
  private final Clock clock;
  private final PhoneCodes codes;
  private final AtomicInteger count = new AtomicInteger();

  Registry(List<DemoPerson> people, PortraitComparator comparator, double threshold, Clock clock) {
    this.people = List.copyOf(people);
    this.comparator = comparator;
    this.threshold = threshold;
    this.clock = clock;
    this.codes = new PhoneCodes(clock);
  }

  ObjectNode decide(JsonNode request) throws RequestRefused {
    IdentityMode mode = mode(request);
    Optional<DemoPerson> person = find(field(request, "name"), field(request, "idNumber"));
    ObjectNode answer = JSON.createObjectNode();
    Result result =
        switch (mode) {
          case PORTRAIT -> throw new RequestRefused(400, "unknown-mode");
          case PHONE -> {
            String phone = field(request, "phone");
            codes.take(request);
            boolean own = person.isPresent() && person.get().phone().equals(phone);
            yield own ? Result.MATCH : Result.NO_MATCH;
          }
          case REAL_PERSON -> {
            byte[] portrait = portrait(request);
            yield person.isPresent() ? compare(person.get(), portrait, answer) : Result.NO_MATCH;
          }
        };
    answer.put("mode", mode.word());
    answer.put("result", result.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    answer.put("referenceId", "DEMO-%06d".formatted(count.incrementAndGet()));
    answer.put("provider", PROVIDER);
    answer.put("at", clock.instant().toString());
    answer.put("demo", true);
    return answer;
  }

  /** Sends a one-time code; answers the same whoever asks. */
  ObjectNode sendCode(JsonNode request) throws RequestRefused {
    return codes.send(request).put("provider", PROVIDER);
  }

  private static IdentityMode mode(JsonNode request) throws RequestRefused {
    try {
      return IdentityMode.of(field(request, "mode"));
    } catch (IllegalArgumentException e) {
      throw new RequestRefused(400, "unknown-mode");
    }
  }

  private Optional<DemoPerson> find(String name, String idNumber) {
    return people.stream()
        .filter(p -> p.name().equals(name) && p.idNumber().text().equals(idNumber))
        .findFirst();
  }

  private static byte[] portrait(JsonNode request) throws RequestRefused {
    try {
      return Base64.getDecoder().decode(field(request, "portrait"));
    } catch (IllegalArgumentException e) {
      throw new RequestRefused(400, "bad-portrait");
    }
  }

  private Result compare(DemoPerson person, byte[] portrait, ObjectNode answer) {
    byte[] own = person.portrait();
    if (own == null) {
      return Result.CANNOT_SAY;
    }
    OptionalDouble similarity = comparator.similarity(own, portrait);
    if (similarity.isEmpty()) {
      return Result.CANNOT_SAY;
    }
    answer.put("similarity", similarity.getAsDouble());
    answer.put("threshold", threshold);
    return similarity.getAsDouble() >= threshold ? Result.MATCH : Result.NO_MATCH;
  }

  static String field(JsonNode request, String name) throws RequestRefused {
    JsonNode value = request.path(name);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw new RequestRefused(400, "missing-" + name.toLowerCase(Locale.ROOT));
    }
    return value.asText();
  }
}
