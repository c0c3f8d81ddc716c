// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.identity.IdentityException.AuthorityNonsense;
import org.penseal.identity.IdentityException.AuthorityRefused;
import org.penseal.identity.IdentityException.AuthorityUnreachable;
import org.penseal.identity.IdentityException.InsecureAddress;
import org.penseal.identity.IdentityResult.Result;
import org.penseal.identity.embedded.AuthorityFault;
import org.penseal.identity.embedded.DemoPerson;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.identity.embedded.EmbeddedAuthority;

class AuthorityClientTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final List<DemoPerson> PEOPLE =
      DemoPopulation.of(bytes("face of A"), bytes("face of B"), LocalDate.of(2026, 11, 24));

  private EmbeddedAuthority authority;
  private AuthorityClient client;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Pictures are texts here: alike if equal, without a face if empty. */
  private static OptionalDouble alike(byte[] first, byte[] second) {
    if (second.length == 1) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(java.util.Arrays.equals(first, second) ? 0.8 : 0.05);
  }

  @BeforeEach
  void start() throws IOException, InsecureAddress {
    authority = EmbeddedAuthority.start(PEOPLE, AuthorityClientTest::alike, 0.324, CLOCK);
    client = new AuthorityClient(authority.address(), PATIENCE, CLOCK);
  }

  @AfterEach
  void stop() {
    client.close();
    authority.close();
  }

  private static IdentityClaim phone(DemoPerson person) {
    return IdentityClaim.phone(person.name(), person.idNumber(), person.phone());
  }

  private static IdentityClaim face(DemoPerson person, String picture) {
    return IdentityClaim.realPerson(person.name(), person.idNumber(), bytes(picture));
  }

  @Test
  void matchesTheOwnPortrait() throws Exception {
    IdentityResult result = client.verify(face(PEOPLE.get(0), "face of A"), "case-0001");
    assertEquals(Result.MATCH, result.result());
    assertEquals(IdentityMode.REAL_PERSON, result.mode());
    assertEquals(0.8, result.similarity());
    assertEquals(0.324, result.threshold());
    assertEquals(NOW, result.at());
    assertTrue(result.demo());
  }

  @Test
  void refusesAnotherFaceAndAnotherName() throws Exception {
    assertEquals(
        Result.NO_MATCH, client.verify(face(PEOPLE.get(0), "face of B"), "case-0001").result());
    IdentityClaim stranger =
        IdentityClaim.realPerson("王秀英", PEOPLE.get(0).idNumber(), bytes("face of A"));
    IdentityResult result = client.verify(stranger, "case-0002");
    assertEquals(Result.NO_MATCH, result.result());
    assertNull(result.similarity());
  }

  @Test
  void cannotSayWithoutAPortraitOrAFace() throws Exception {
    assertEquals(
        Result.CANNOT_SAY, client.verify(face(PEOPLE.get(2), "any face"), "case-0001").result());
    assertEquals(Result.CANNOT_SAY, client.verify(face(PEOPLE.get(0), "x"), "case-0002").result());
  }

  @Test
  void checksTheTelephoneNumber() throws Exception {
    assertEquals(Result.MATCH, client.verify(phone(PEOPLE.get(2)), "case-0001").result());
    DemoPerson first = PEOPLE.get(0);
    IdentityClaim wrong = IdentityClaim.phone(first.name(), first.idNumber(), "00010000002");
    assertEquals(Result.NO_MATCH, client.verify(wrong, "case-0002").result());
  }

  @Test
  void portraitModeNeedsTheFacesToo() throws Exception {
    DemoPerson person = PEOPLE.get(1);
    IdentityResult result =
        client.verify(IdentityClaim.portrait(person.name(), person.idNumber()), "case-0001");
    assertEquals(Result.MATCH, result.result());
    assertEquals(Result.MATCH, result.withFaces(0.5, 0.324).result());
    assertEquals(Result.NO_MATCH, result.withFaces(0.1, 0.324).result());
  }

  @Test
  void sameKeyIsDecidedOnceAndNeverForAnotherClaim() throws Exception {
    IdentityResult first = client.verify(phone(PEOPLE.get(0)), "case-0001");
    IdentityResult again = client.verify(phone(PEOPLE.get(0)), "case-0001");
    assertEquals(first, again);
    assertNotEquals(
        first.referenceId(), client.verify(phone(PEOPLE.get(0)), "case-0002").referenceId());
    AuthorityRefused refused =
        assertThrows(
            AuthorityRefused.class, () -> client.verify(phone(PEOPLE.get(1)), "case-0001"));
    assertEquals(409, refused.status());
    assertEquals("idempotency-conflict", refused.code());
  }

  @Test
  void saysThatTheAuthorityIsDown() throws Exception {
    authority.fault(AuthorityFault.DOWN);
    assertThrows(AuthorityUnreachable.class, () -> client.probe());
    authority.fault(AuthorityFault.NONE);
    assertEquals("PenSeal demo authority", client.probe());
    authority.close();
    AuthorityUnreachable gone = assertThrows(AuthorityUnreachable.class, () -> client.probe());
    assertEquals(false, gone.timedOut());
  }

  @Test
  void losesPatienceWithASlowAuthority() throws Exception {
    authority.fault(AuthorityFault.SLOW);
    try (AuthorityClient hasty =
        new AuthorityClient(authority.address(), Duration.ofMillis(300), CLOCK)) {
      AuthorityUnreachable late =
          assertThrows(
              AuthorityUnreachable.class, () -> hasty.verify(phone(PEOPLE.get(0)), "case-0001"));
      assertTrue(late.timedOut());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NONSENSE", "OTHER_MODE"})
  void refusesNonsense(AuthorityFault fault) {
    authority.fault(fault);
    assertThrows(AuthorityNonsense.class, () -> client.verify(phone(PEOPLE.get(0)), "case-0001"));
  }

  @Test
  void refusesAnAnswerFromAnotherTime() throws Exception {
    Clock later = Clock.fixed(NOW.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    try (AuthorityClient other = new AuthorityClient(authority.address(), PATIENCE, later)) {
      assertThrows(AuthorityNonsense.class, () -> other.verify(phone(PEOPLE.get(0)), "case-0001"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://authority.example", "ftp://127.0.0.1/", "authority", "file:/x"})
  void refusesAnAddressThatAnyoneCouldReadAlong(String address) {
    assertThrows(
        InsecureAddress.class, () -> new AuthorityClient(URI.create(address), PATIENCE, CLOCK));
  }
}
