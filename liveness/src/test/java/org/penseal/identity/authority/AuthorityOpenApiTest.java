// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.penseal.identity.IdentityMode;
import org.penseal.identity.IdentityResult;
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
              .timeout(Duration.ofSeconds(120))
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

  private static EmbeddedAuthority authority() throws Exception {
    return EmbeddedAuthority.start(
        PEOPLE, (a, b) -> OptionalDouble.of(0.9), 0.324, Clock.systemUTC());
  }

  private static String person(String phone) {
    DemoPerson first = PEOPLE.getFirst();
    return "{\"name\":\"%s\",\"idNumber\":\"%s\",\"phone\":\"%s\"}"
        .formatted(first.name(), first.idNumber().text(), phone);
  }

  @Test
  void everyDescribedPathAnswersAsDescribed() throws Exception {
    try (EmbeddedAuthority authority = authority()) {
      assertEquals(
          Set.of("/v1/health", "/v1/phone-codes", "/v1/verifications"),
          names(description().path("paths")));
      assertEquals(Set.of("get"), names(description().at("/paths/~1v1~1health")));
      assertEquals(Set.of("post"), names(description().at("/paths/~1v1~1verifications")));
      assertEquals(Set.of("post"), names(description().at("/paths/~1v1~1phone-codes")));
      HttpResponse<String> health = call(authority, "GET", "/v1/health", "");
      assertEquals(200, health.statusCode());
      fits("Health", JSON.readTree(health.body()));

      HttpResponse<String> face =
          call(
              authority,
              "POST",
              "/v1/verifications",
              claim("real-person", ",\"portrait\":\"AQ==\""));
      assertEquals(200, face.statusCode(), face.body());
      fits("Decision", JSON.readTree(face.body()));

      HttpResponse<String> sent = call(authority, "POST", "/v1/phone-codes", person("00010000001"));
      assertEquals(200, sent.statusCode(), sent.body());
      JsonNode code = JSON.readTree(sent.body());
      fits("CodeSent", code);
      String entered =
          ",\"phone\":\"00010000001\",\"codeId\":\"%s\",\"code\":\"%s\""
              .formatted(
                  code.get("codeId").asText(),
                  code.get("demoMessage").asText().replaceAll("[^0-9]*([0-9]{6}).*", "$1"));
      HttpResponse<String> phone =
          call(authority, "POST", "/v1/verifications", claim("phone", entered));
      assertEquals(200, phone.statusCode(), phone.body());
      fits("Decision", JSON.readTree(phone.body()));
    }
  }

  private static void refuses(HttpResponse<String> refusal, int status, String path)
      throws Exception {
    assertEquals(status, refusal.statusCode(), refusal.body());
    String responses = "/paths/" + path.replace("/", "~1") + "/post/responses";
    assertTrue(names(description().at(responses)).contains(Integer.toString(status)));
    fits("Refusal", JSON.readTree(refusal.body()));
  }

  @Test
  void refusalsAreDescribed() throws Exception {
    String verifications = "/v1/verifications";
    String codes = "/v1/phone-codes";
    try (EmbeddedAuthority authority = authority()) {
      for (String body :
          List.of(
              "{}",
              "no json",
              claim("portrait", ""),
              claim("phone", ""),
              claim("real-person", ",\"portrait\":\"*\""))) {
        refuses(call(authority, "POST", verifications, body), 400, verifications);
      }
      refuses(call(authority, "POST", codes, "{}"), 400, codes);
      HttpResponse<String> sent = call(authority, "POST", codes, person("00010000001"));
      refuses(call(authority, "POST", codes, person("00010000001") + " "), 429, codes);
      String id = JSON.readTree(sent.body()).get("codeId").asText();
      String wrong = ",\"phone\":\"00010000001\",\"codeId\":\"" + id + "\",\"code\":\"0000000\"";
      refuses(call(authority, "POST", verifications, claim("phone", wrong)), 403, verifications);
      Map<AuthorityFault, Integer> faults =
          Map.of(
              AuthorityFault.DOWN, 503,
              AuthorityFault.RESTING, 503,
              AuthorityFault.FAILURE, 500,
              AuthorityFault.BUSY, 429);
      for (Map.Entry<AuthorityFault, Integer> each : faults.entrySet()) {
        authority.fault(each.getKey());
        refuses(call(authority, "POST", verifications, "{}"), each.getValue(), verifications);
        refuses(call(authority, "POST", codes, "{}"), each.getValue(), codes);
      }
    }
  }

  @Test
  void everyReferenceLeadsSomewhere() throws Exception {
    JsonNode description = description();
    List<String> references = description.findValuesAsText("$ref");
    assertTrue(references.size() > 10);
    for (String reference : references) {
      assertFalse(description.at(reference.substring(1)).isMissingNode(), reference);
    }
  }

  @Test
  void wordsOfTheDescriptionAreThoseOfTheCode() throws Exception {
    Set<String> modes = new TreeSet<>();
    Arrays.stream(IdentityMode.values())
        .filter(mode -> mode != IdentityMode.PORTRAIT) // asks nobody
        .forEach(mode -> modes.add(mode.word()));
    assertEquals(modes, texts(schema("Claim").at("/properties/mode/enum")));
    assertEquals(modes, texts(schema("Decision").at("/properties/mode/enum")));
    Set<String> results = new HashSet<>();
    Arrays.stream(IdentityResult.Result.values())
        .forEach(r -> results.add(r.name().toLowerCase(Locale.ROOT).replace('_', '-')));
    assertEquals(results, texts(schema("Decision").at("/properties/result/enum")));
    assertNotNull(schema("Claim").at("/properties/portrait/contentEncoding").asText());
  }
}
