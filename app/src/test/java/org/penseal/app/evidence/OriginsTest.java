// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.liveness.rule.ChallengePlan;

/** Manifests as somebody writes them who wants a case to look better than it was. */
class OriginsTest {
  private static final String SM3 = "00".repeat(32);
  private static final String NONCE = "000102030405060708090a0b0c0d0e0f";
  private static final String REAL =
      """
      {"pad":"device","person":"device","camera":"device","authority":"service","escrow":"service"}""";

  private static List<String> drawn() {
    return ChallengePlan.draw(Challenges.subject("b", SM3), HexFormat.of().parseHex(NONCE))
        .challenges()
        .stream()
        .map(each -> each.word())
        .toList();
  }

  private static String challenges(List<String> asked) {
    return "{\"asked\":[\"%s\"],\"drawn\":true,\"nonce\":\"%s\"}"
        .formatted(String.join("\",\"", asked), NONCE);
  }

  private static String json(String format, String origins, String challenges) {
    return """
        {"format":"penseal-manifest/%s","case":"c","business":"b",
         "openedAt":"2026-01-31T08:00:00Z","frozenAt":"2026-01-31T08:01:00Z",
         "document":{"mediaType":"application/pdf","length":1,"sm3":"%s"},
         "ink":{"sm3":"%s","strokes":1,"samples":9,"lostReports":0,"attemptsDiscarded":0},
         "identity":{"mode":"real-person","provider":"authority","at":"2026-01-31T08:00:30Z",
           "result":"match","face":0.9,"liveness":"live","synthetic":false,"salted":{},
           "authority":{"endpoint":"https://a/","reference":"r","proven":true,"demo":false}},
         "device":{"model":"m","serial":"s","firmware":"1","origin":"host"},
         "pagesSeen":[],"artefacts":[],"software":{"name":"PenSeal","version":"0.1.0"},
         "policy":"p","escrow":{"sm3":"%s","demo":false},
         "origins":%s,"challenges":%s}"""
        .formatted(format, SM3, SM3, SM3, origins, challenges);
  }

  private static Origins of(String json) throws Exception {
    return Origins.of(Manifest.decode(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static Origins with(String origins) throws Exception {
    return of(json("2", origins, challenges(drawn())));
  }

  @Test
  void devicesServicesAndDrawnChallengesAreNoDemonstration() throws Exception {
    Origins origins = with(REAL);
    assertFalse(origins.demo(), origins.toString());
    assertEquals(List.of(), origins.reasons());
    assertEquals("device", origins.stated().get("pad"));
  }

  @ParameterizedTest
  @CsvSource({
    "pad, simulated",
    "pad, recorded",
    "pad, unknown",
    "camera, unknown",
    "camera, recorded",
    "camera, simulated",
    "person, simulated",
    "authority, demo",
    "escrow, demo"
  })
  void oneSourceThatIsNoneMakesTheWholeCaseADemonstration(String source, String origin)
      throws Exception {
    String one =
        REAL.replaceAll("\"" + source + "\":\"[a-z]+\"", "\"%s\":\"%s\"".formatted(source, origin));
    assertTrue(with(one).demo(), one);
    assertEquals(origin, with(one).stated().get(source));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pad", "person", "camera", "authority", "escrow"})
  void originThatIsLeftOutOrNobodyKnowsIsNotProduction(String source) throws Exception {
    String part = "\"" + source + "\":\"[a-z]+\"";
    for (String other :
        List.of(
            REAL.replaceAll(part + ",?", "").replace(",}", "}"),
            REAL.replaceAll(part, "\"" + source + "\":\"certified\""),
            REAL.replaceAll(part, "\"" + source + "\":null"))) {
      Origins origins = with(other);
      assertTrue(origins.demo(), other);
      assertEquals(List.of(Origins.NOT_KNOWN), origins.reasons(), other);
      assertEquals("unknown", origins.stated().get(source), other);
    }
    assertTrue(with("null").demo());
    assertTrue(with("{}").demo());
  }

  @Test
  void originThatContradictsTheRestIsNotBelieved() throws Exception {
    String whole = json("2", REAL, challenges(drawn()));
    for (String other :
        List.of(
            whole.replace("\"synthetic\":false", "\"synthetic\":true"),
            whole.replace("\"proven\":true,\"demo\":false", "\"proven\":true,\"demo\":true"),
            whole.replace("\"escrow\":{\"sm3\":\"%s\"".formatted(SM3), "\"escrow\":{\"sm3\":null"),
            whole.replace("\"pad\":\"device\"", "\"pad\":\"service\""),
            whole.replace("\"person\":\"device\"", "\"person\":\"demo\""),
            whole.replace("\"camera\":\"device\"", "\"camera\":\"operator\""),
            whole.replace("\"authority\":\"service\"", "\"authority\":\"demo\""),
            whole.replace("\"camera\":\"device\"", "\"camera\":\"simulated\""),
            whole.replace("\"pad\":\"device\"", "\"pad\":\"device\",\"pen\":\"device\""),
            whole.replace(
                "\"%s\",\"demo\":false}".formatted(SM3), "\"%s\",\"demo\":true}".formatted(SM3)),
            whole.replace("\"escrow\":{\"sm3\":\"%s\",\"demo\":false},".formatted(SM3), ""))) {
      Origins origins = of(other);
      assertTrue(origins.demo(), other);
      assertEquals(List.of(Origins.NOT_KNOWN), origins.reasons(), other);
    }
  }

  @Test
  void timestampServiceOfADemonstrationMakesTheCaseOneAndOtherWordsAreNotBelieved()
      throws Exception {
    String with = REAL.replace("}", ",\"tsa\":\"%s\"}");
    assertFalse(with(with.formatted("service")).demo());
    Origins demo = with(with.formatted("demo"));
    assertTrue(demo.demo());
    assertEquals(List.of(), demo.reasons());
    for (String other : List.of("device", "operator", "trusted")) {
      assertEquals(List.of(Origins.NOT_KNOWN), with(with.formatted(other)).reasons(), other);
    }
  }

  @Test
  void challengesThatSomebodyChoseAreTold() throws Exception {
    for (String chosen : List.of("null", "{\"asked\":[\"blink\"],\"drawn\":false}")) {
      Origins origins = of(json("2", REAL, chosen));
      assertTrue(origins.demo(), chosen);
      assertEquals(List.of(Origins.CHOSEN), origins.reasons(), chosen);
    }
  }

  @Test
  void challengesThatDoNotFollowFromTheirNonceAreFound() throws Exception {
    List<String> other = drawn().reversed();
    for (String invented :
        List.of(
            challenges(other),
            challenges(drawn()).replace(NONCE, NONCE.replace("0f", "0e")),
            challenges(drawn()).replace(NONCE, "none"),
            "{\"asked\":[\"blink\"],\"drawn\":true}")) {
      Origins origins = of(json("2", REAL, invented));
      assertTrue(origins.demo(), invented);
      assertEquals(List.of(Origins.NOT_DRAWN), origins.reasons(), invented);
    }
  }

  /** Challenges of an earlier document of the business, named by its digest: anyone draws again. */
  @Test
  void challengesOfAKeptIdentityCheckFollowFromTheDocumentThatTheyName() throws Exception {
    String first = "ab".repeat(32);
    String nonce = "000102030405060708090a0b0c0d0e0f";
    List<String> asked =
        ChallengePlan.draw(Challenges.subject("b", first), HexFormat.of().parseHex(nonce))
            .challenges()
            .stream()
            .map(each -> each.word())
            .toList();
    String kept =
        challenges(asked)
            .replace("\"drawn\":true", "\"drawn\":true,\"keptFrom\":\"%s\"".formatted(first));
    String artefact =
        "\"artefacts\":[{\"type\":\"identity-kept\",\"mediaType\":\"text/plain\",\"at\":\"2026-01-31T08:00:30Z\",\"sm3\":\"%s\"}]"
            .formatted(SM3);
    String whole = json("2", REAL, kept).replace("\"artefacts\":[]", artefact);
    assertEquals(List.of(), of(whole).reasons());
    assertFalse(of(whole).demo());
    for (String other :
        List.of(
            whole.replace(artefact, "\"artefacts\":[]"), // nothing says that it is kept
            whole.replace(first, "cd".repeat(32)), // another document
            json("2", REAL, challenges(drawn())).replace("\"artefacts\":[]", artefact))) {
      assertEquals(List.of(Origins.NOT_DRAWN), of(other).reasons(), other);
    }
  }

  /** Nobody knew of origins then: that says nothing, for a device or against it. */
  @Test
  void manifestOfBeforeDoesNotStateThem() throws Exception {
    String before = json("1", "null", "null").replaceFirst("\"escrow\":\\{[^}]*\\},", "");
    Origins origins = of(before);
    assertFalse(origins.demo());
    assertEquals(List.of(), origins.reasons());
    assertEquals(
        Map.of(
            "pad", "not-stated",
            "person", "not-stated",
            "camera", "not-stated",
            "authority", "not-stated",
            "escrow", "not-stated"),
        origins.stated());
    String demo = before.replace("\"demo\":false}}", "\"demo\":true}}");
    assertTrue(of(demo).demo(), "what it says of the authority counts");
    Origins mixed = of(json("1", REAL, challenges(drawn())));
    assertEquals(List.of(Origins.NOT_KNOWN), mixed.reasons(), "no program wrote that");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"liveness\":\"live\",', ''",
    "'\"mode\":\"real-person\"', '\"mode\":\"card and a living face\"'"
  })
  void modeWithoutWhatItIsMadeOfIsNotKnown(String part, String by) throws Exception {
    String changed = json("2", REAL, challenges(drawn())).replace(part, by);
    assertTrue(of(changed).reasons().contains(Origins.NOT_KNOWN), changed);
  }
}
