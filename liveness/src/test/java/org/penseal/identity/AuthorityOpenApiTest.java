// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.penseal.identity.embedded.AuthorityFault;
import org.penseal.identity.embedded.DemoPerson;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.identity.embedded.EmbeddedAuthority;

/** Holds docs/authority-openapi.yaml against the running server. */
class AuthorityOpenApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<DemoPerson> PEOPLE =
      DemoPopulation.of(new byte[] {1}, null, LocalDate.of(2026, 11, 24));

  private static JsonNode description() throws Exception {
    return new ObjectMapper(new YAMLFactory())
        .readTree(Path.of("..", "docs", "authority-openapi.yaml").toFile());
  }

  private static JsonNode schema(String name) throws Exception {
    return description().at("/components/schemas/" + name);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new TreeSet<>();
    array.forEach(value -> texts.add(value.asText()));
    return texts;
  }

  private static void fits(String schema, JsonNode answer) throws Exception {
    JsonNode described = schema(schema);
    assertTrue(names(described.path("properties")).containsAll(names(answer)), answer::toString);
    assertTrue(names(answer).containsAll(texts(described.path("required"))), answer::toString);
    for (String name : names(answer)) {
      JsonNode options = described.path("properties").path(name).path("enum");
      assertTrue(options.isMissingNode() || texts(options).contains(answer.get(name).asText()));
    }
  }

  private static HttpResponse<String> call(
      EmbeddedAuthority authority, String method, String path, String body) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(authority.address().resolve(path))
              .timeout(Duration.ofSeconds(5))
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", "key-" + Math.abs((long) body.hashCode()) + "-0000")
              .method(
                  method,
                  body.isEmpty()
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body));
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String claim(String mode, String more) {
    DemoPerson first = PEOPLE.getFirst();
    return "{\"mode\":\"%s\",\"name\":\"%s\",\"idNumber\":\"%s\"%s}"
        .formatted(mode, first.name(), first.idNumber().text(), more);
  }

  @Test
  void everyDescribedPathAnswersAsDescribed() throws Exception {
    try (EmbeddedAuthority authority =
        EmbeddedAuthority.start(
            PEOPLE, (a, b) -> OptionalDouble.of(0.9), 0.324, Clock.systemUTC())) {
      assertEquals(Set.of("/v1/health", "/v1/verifications"), names(description().path("paths")));
      assertEquals(Set.of("get"), names(description().at("/paths/~1v1~1health")));
      assertEquals(Set.of("post"), names(description().at("/paths/~1v1~1verifications")));
      HttpResponse<String> health = call(authority, "GET", "/v1/health", "");
      assertEquals(200, health.statusCode());
      fits("Health", JSON.readTree(health.body()));

      for (String body :
          List.of(
              claim("portrait", ""),
              claim("phone", ",\"phone\":\"00010000009\""),
              claim("real-person", ",\"portrait\":\"AQ==\""))) {
        HttpResponse<String> decision = call(authority, "POST", "/v1/verifications", body);
        assertEquals(200, decision.statusCode(), decision.body());
        fits("Decision", JSON.readTree(decision.body()));
      }
    }
  }

  @Test
  void refusalsAreDescribed() throws Exception {
    Set<String> described = names(description().at("/paths/~1v1~1verifications/post/responses"));
    try (EmbeddedAuthority authority =
        EmbeddedAuthority.start(
            PEOPLE, (a, b) -> OptionalDouble.empty(), 0.324, Clock.systemUTC())) {
      for (String body :
          List.of(
              "{}", "no json", claim("phone", ""), claim("real-person", ",\"portrait\":\"*\""))) {
        HttpResponse<String> refusal = call(authority, "POST", "/v1/verifications", body);
        assertEquals(400, refusal.statusCode());
        assertTrue(described.contains("400"));
        fits("Refusal", JSON.readTree(refusal.body()));
      }
      authority.fault(AuthorityFault.DOWN);
      assertEquals(
          503, call(authority, "POST", "/v1/verifications", claim("portrait", "")).statusCode());
      assertTrue(described.contains("503"));
    }
  }

  @Test
  void wordsOfTheDescriptionAreThoseOfTheCode() throws Exception {
    Set<String> modes = new TreeSet<>();
    Arrays.stream(IdentityMode.values()).forEach(mode -> modes.add(mode.word()));
    assertEquals(modes, texts(schema("Claim").at("/properties/mode/enum")));
    assertEquals(modes, texts(schema("Decision").at("/properties/mode/enum")));
    Set<String> results = new HashSet<>();
    Arrays.stream(IdentityResult.Result.values())
        .forEach(r -> results.add(r.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    assertEquals(results, texts(schema("Decision").at("/properties/result/enum")));
    assertNotNull(schema("Claim").at("/properties/portrait/contentEncoding").asText());
  }
}
