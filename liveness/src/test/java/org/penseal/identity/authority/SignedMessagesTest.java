// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.identity.IdentityClaim;
import org.penseal.identity.IdentityException.AnswerUnproven;
import org.penseal.identity.IdentityException.AuthorityRefused;
import org.penseal.identity.IdentityResult;
import org.penseal.identity.embedded.AuthorityFault;
import org.penseal.identity.embedded.AuthorityTerms;
import org.penseal.identity.embedded.DemoPerson;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.identity.embedded.EmbeddedAuthority;
import org.penseal.identity.message.Component;
import org.penseal.identity.message.ContentDigest;
import org.penseal.identity.message.MessageAlgorithm;
import org.penseal.identity.message.MessageKey;
import org.penseal.identity.message.MessageSigner;

/** Requests that are signed, and answers that are. */
class SignedMessagesTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<DemoPerson> PEOPLE =
      DemoPopulation.of(bytes("face of A"), bytes("face of B"), LocalDate.of(2026, 11, 24));

  private final SteppedClock clock = new SteppedClock(NOW);
  private final KeyPair station = pair();
  private final KeyPair authorityKey = pair();
  private EmbeddedAuthority authority;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
      ec.initialize(new ECGenParameterSpec("secp256r1"));
      return ec.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageSigner signer(KeyPair pair, String id) {
    return new MessageSigner(pair.getPrivate(), id, MessageAlgorithm.ECDSA_P256_SHA256);
  }

  @BeforeEach
  void start() throws Exception {
    authority =
        EmbeddedAuthority.start(
            PEOPLE,
            (a, b) -> OptionalDouble.of(Arrays.equals(a, b) ? 0.8 : 0.05),
            0.324,
            clock,
            new AuthorityTerms(
                null,
                false,
                List.of(new MessageKey("station", station.getPublic())),
                signer(authorityKey, "authority")));
  }

  @AfterEach
  void stop() {
    authority.close();
  }

  private AuthorityClient client(@Nullable MessageSigner signer) throws Exception {
    return new AuthorityClient(
        new Endpoint(
            authority.address(),
            null,
            Endpoint.TlsReading.PLAIN,
            signer,
            new MessageKey("authority", authorityKey.getPublic())),
        PATIENCE,
        clock);
  }

  private static IdentityClaim face(String picture) {
    DemoPerson person = PEOPLE.getFirst();
    return IdentityClaim.realPerson(person.name(), person.idNumber(), bytes(picture));
  }

  @Test
  void aSignedRequestIsAnsweredWithASignature() throws Exception {
    try (AuthorityClient client = client(signer(station, "station"))) {
      IdentityResult result = client.verify(face("face of A"), "case-0001");
      assertEquals(IdentityResult.Result.MATCH, result.result());
      assertTrue(result.proven());
      assertEquals(result, client.verify(face("face of A"), "case-0001"));
    }
  }

  @Test
  void requestsThatNobodyKnownSignedAreRefused() throws Exception {
    try (AuthorityClient nobody = client(null);
        AuthorityClient stranger = client(signer(pair(), "station"));
        AuthorityClient unknown = client(signer(station, "elsewhere"))) {
      assertEquals("signature-missing", refused(nobody));
      assertEquals("signature-wrong", refused(stranger));
      assertEquals("signature-unknown-key", refused(unknown));
    }
  }

  private static String refused(AuthorityClient client) {
    AuthorityRefused refused =
        assertThrows(AuthorityRefused.class, () -> client.verify(face("face of A"), "case-0001"));
    assertEquals(401, refused.status());
    return refused.code();
  }

  private HttpResponse<String> post(String body, MessageSigner.Headers signature) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(authority.address().resolve("/v1/verifications"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "case-0001")
            .header("Signature-Input", signature.input())
            .header("Signature", signature.value())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  private MessageSigner.Headers signed(String body) throws Exception {
    Component.Request covered =
        new Component.Request(
            "POST",
            authority.address() + "/v1/verifications",
            ContentDigest.of(bytes(body)),
            "case-0001");
    return signer(station, "station").sign(covered.components(), clock.instant(), "nonce-0001");
  }

  @Test
  void oldReplayedAndAlteredRequestsAreRefused() throws Exception {
    DemoPerson person = PEOPLE.getFirst();
    String body =
        "{\"mode\":\"real-person\",\"name\":\"%s\",\"idNumber\":\"%s\",\"portrait\":\"AQ==\"}"
            .formatted(person.name(), person.idNumber().text());
    MessageSigner.Headers signature = signed(body);
    assertTrue(post(body + " ", signature).body().contains("signature-wrong"));
    assertEquals(200, post(body, signature).statusCode());
    HttpResponse<String> again = post(body, signature);
    assertEquals(401, again.statusCode());
    assertTrue(again.body().contains("signature-replayed"), again.body());
    clock.step(Duration.ofSeconds(301));
    assertTrue(post(body, signature).body().contains("signature-stale"));
  }

  @ParameterizedTest
  @EnumSource(names = {"WRONG_SIGNATURE", "REPLAYED"})
  void answersThatLieAreFoundOut(AuthorityFault fault) throws Exception {
    try (AuthorityClient client = client(signer(station, "station"))) {
      client.verify(face("face of A"), "case-0000");
      authority.fault(fault);
      AnswerUnproven unproven =
          assertThrows(AnswerUnproven.class, () -> client.verify(face("face of B"), "case-0001"));
      assertEquals("WRONG", unproven.fault());
    }
  }

  @Test
  void anAnswerWithoutASignatureIsNotBelieved() throws Exception {
    try (EmbeddedAuthority silent =
            EmbeddedAuthority.start(PEOPLE, (a, b) -> OptionalDouble.of(1), 0.324, clock);
        AuthorityClient client =
            new AuthorityClient(
                new Endpoint(
                    silent.address(),
                    null,
                    Endpoint.TlsReading.PLAIN,
                    null,
                    new MessageKey("authority", authorityKey.getPublic())),
                PATIENCE,
                clock)) {
      AnswerUnproven unproven =
          assertThrows(AnswerUnproven.class, () -> client.verify(face("face of A"), "case-0001"));
      assertEquals("MISSING", unproven.fault());
    }
  }
}
