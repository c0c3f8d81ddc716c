// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.identity.Authority;
import org.penseal.identity.IdentityClaim;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityException.AuthorityBusy;
import org.penseal.identity.IdentityException.AuthorityNonsense;
import org.penseal.identity.IdentityException.AuthorityRefused;
import org.penseal.identity.IdentityException.AuthorityUnreachable;
import org.penseal.identity.IdentityException.InsecureAddress;
import org.penseal.identity.IdentityException.PhoneCodeOver;
import org.penseal.identity.IdentityException.PhoneCodeWrong;
import org.penseal.identity.IdentityMode;
import org.penseal.identity.IdentityResult;
import org.penseal.identity.IdentityResult.Result;
import org.penseal.identity.PhoneCode;
import org.penseal.identity.embedded.AuthorityFault;
import org.penseal.identity.embedded.DemoPerson;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.identity.embedded.EmbeddedAuthority;

class AuthorityClientTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private final SteppedClock clock = new SteppedClock(NOW);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
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
    authority = EmbeddedAuthority.start(PEOPLE, AuthorityClientTest::alike, 0.324, clock);
    client = new AuthorityClient(Endpoint.plain(authority.address()), PATIENCE, clock);
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
  void isReachedDirectlyWhateverProxyTheSystemHas() throws Exception {
    ProxySelector ofSystem = ProxySelector.getDefault();
    ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", 1)));
    try (AuthorityClient direct =
        new AuthorityClient(Endpoint.plain(authority.address()), PATIENCE, clock)) {
      IdentityResult result = direct.verify(face(PEOPLE.get(0), "face of A"), "case-0001");
      assertEquals(Result.MATCH, result.result());
    } finally {
      ProxySelector.setDefault(ofSystem);
    }
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

  private IdentityClaim withCode(IdentityClaim claim, String key) throws Exception {
    PhoneCode sent = client.sendCode(claim, key);
    return claim.with(new PhoneCode.Entered(sent.id(), code(sent)));
  }

  private static String code(PhoneCode sent) {
    return String.valueOf(sent.demoMessage()).replaceAll("[^0-9]*([0-9]{6}).*", "$1");
  }

  private static PhoneCode.Entered wrong(PhoneCode sent) {
    String code = code(sent);
    return new PhoneCode.Entered(sent.id(), (code.startsWith("9") ? "8" : "9") + code.substring(1));
  }

  private PhoneCodeOver.Why over(IdentityClaim claim, String key) {
    return assertThrows(PhoneCodeOver.class, () -> client.verify(claim, key)).why();
  }

  @Test
  void matchesThePhoneOnceItsCodeIsEntered() throws Exception {
    IdentityClaim claim = withCode(phone(PEOPLE.get(2)), "code-0001");
    assertEquals(Result.MATCH, client.verify(claim, "case-0001").result());
  }

  @Test
  void tellsNobodyWhoExistsBeforeTheCodeIsRight() throws Exception {
    IdentityClaim known = phone(PEOPLE.get(0));
    IdentityClaim unknown = IdentityClaim.phone("无此人", PEOPLE.get(0).idNumber(), "00010000077");
    PhoneCode one = client.sendCode(known, "code-0001");
    PhoneCode other = client.sendCode(unknown, "code-0002");
    assertEquals(one.triesLeft(), other.triesLeft());
    assertEquals(one.expiresAt(), other.expiresAt());
    assertEquals(one.id().length(), other.id().length());
    assertEquals(
        String.valueOf(one.demoMessage()).length(), String.valueOf(other.demoMessage()).length());
    PhoneCodeWrong first =
        assertThrows(
            PhoneCodeWrong.class, () -> client.verify(known.with(wrong(one)), "case-0001"));
    PhoneCodeWrong second =
        assertThrows(
            PhoneCodeWrong.class, () -> client.verify(unknown.with(wrong(other)), "case-0002"));
    assertEquals(first.triesLeft(), second.triesLeft());
    IdentityClaim right = unknown.with(new PhoneCode.Entered(other.id(), code(other)));
    assertEquals(Result.NO_MATCH, client.verify(right, "case-0003").result());
  }

  @Test
  void codeIsOverAfterThreeWrongTries() throws Exception {
    IdentityClaim claim = phone(PEOPLE.get(0));
    PhoneCode sent = client.sendCode(claim, "code-0001");
    IdentityClaim wrong = claim.with(wrong(sent));
    for (int left : new int[] {2, 1}) {
      String key = "case-000" + left;
      assertEquals(
          left, assertThrows(PhoneCodeWrong.class, () -> client.verify(wrong, key)).triesLeft());
      // The same request again is the same try.
      assertEquals(
          left, assertThrows(PhoneCodeWrong.class, () -> client.verify(wrong, key)).triesLeft());
    }
    assertEquals(PhoneCodeOver.Why.USED_UP, over(wrong, "case-0003"));
    IdentityClaim right = claim.with(new PhoneCode.Entered(sent.id(), code(sent)));
    assertEquals(PhoneCodeOver.Why.USED_UP, over(right, "case-0004"));
  }

  @Test
  void codeIsGoodForItsPhoneAndPersonOnlyAndOnce() throws Exception {
    IdentityClaim claim = withCode(phone(PEOPLE.get(0)), "code-0001");
    PhoneCode.Entered entered = java.util.Objects.requireNonNull(claim.code());
    DemoPerson first = PEOPLE.get(0);
    IdentityClaim otherPhone =
        IdentityClaim.phone(first.name(), first.idNumber(), "00010000002").with(entered);
    assertEquals(PhoneCodeOver.Why.UNKNOWN, over(otherPhone, "case-0001"));
    IdentityClaim otherName =
        IdentityClaim.phone("王秀英", first.idNumber(), first.phone()).with(entered);
    assertEquals(PhoneCodeOver.Why.UNKNOWN, over(otherName, "case-0002"));
    assertEquals(Result.MATCH, client.verify(claim, "case-0003").result());
    assertEquals(PhoneCodeOver.Why.UNKNOWN, over(claim, "case-0004"));
  }

  @Test
  void codeExpiresAndANewOneEndsTheOld() throws Exception {
    IdentityClaim old = withCode(phone(PEOPLE.get(0)), "code-0001");
    AuthorityBusy soon =
        assertThrows(AuthorityBusy.class, () -> client.sendCode(phone(PEOPLE.get(0)), "code-0002"));
    assertEquals(Duration.ofSeconds(60), soon.retryAfter());
    clock.step(Duration.ofSeconds(61));
    IdentityClaim next = withCode(phone(PEOPLE.get(0)), "code-0002");
    assertEquals(PhoneCodeOver.Why.UNKNOWN, over(old, "case-0001"));
    clock.step(Duration.ofSeconds(301));
    assertEquals(PhoneCodeOver.Why.EXPIRED, over(next, "case-0002"));
  }

  @Test
  void codesCannotBeGuessedOverMany() throws Exception {
    IdentityClaim claim = phone(PEOPLE.get(0));
    for (int i = 0; i < 10; i++) {
      client.sendCode(claim, "code-000" + i);
      clock.step(Duration.ofSeconds(61));
    }
    AuthorityBusy enough =
        assertThrows(AuthorityBusy.class, () -> client.sendCode(claim, "code-0010"));
    assertEquals(Duration.ofHours(1), enough.retryAfter());
    clock.step(Duration.ofDays(1));
    client.sendCode(claim, "code-0011");
  }

  @Test
  void aClockThatIsSetBackMakesNoCodeGoodForLonger() throws Exception {
    IdentityClaim claim = withCode(phone(PEOPLE.get(0)), "code-0001");
    clock.step(Duration.ofSeconds(-30));
    assertEquals(PhoneCodeOver.Why.EXPIRED, over(claim, "case-0001"));
    AuthorityBusy soon =
        assertThrows(AuthorityBusy.class, () -> client.sendCode(phone(PEOPLE.get(0)), "code-0002"));
    assertEquals(Duration.ofSeconds(60), soon.retryAfter());
  }

  @Test
  void sameKeyIsDecidedOnceAndNeverForAnotherClaim() throws Exception {
    IdentityClaim claim = face(PEOPLE.get(0), "face of A");
    IdentityResult first = client.verify(claim, "case-0001");
    assertEquals(first, client.verify(claim, "case-0001"));
    assertNotEquals(first.referenceId(), client.verify(claim, "case-0002").referenceId());
    AuthorityRefused refused =
        assertThrows(
            AuthorityRefused.class,
            () -> client.verify(face(PEOPLE.get(0), "face of B"), "case-0001"));
    assertEquals(409, refused.status());
    assertEquals("idempotency-conflict", refused.code());
  }

  @Test
  void whatWasDecidedBeforeTheLineBrokeIsAnsweredAgain() throws Exception {
    IdentityClaim claim = face(PEOPLE.get(0), "face of A");
    authority.faults(List.of(AuthorityFault.CUT_BODY));
    assertThrows(AuthorityUnreachable.class, () -> client.verify(claim, "case-0001"));
    assertEquals("DEMO-000001", client.verify(claim, "case-0001").referenceId());
  }

  @Test
  void saysThatTheAuthorityIsGone() throws Exception {
    assertEquals(new Authority.Health("PenSeal demo authority", true), client.probe());
    authority.close();
    AuthorityUnreachable gone = assertThrows(AuthorityUnreachable.class, () -> client.probe());
    assertEquals(AuthorityUnreachable.Why.NOT_REACHED, gone.why());
  }

  @ParameterizedTest
  @CsvSource({
    "DOWN, UNAVAILABLE, 0", "RESTING, UNAVAILABLE, 120", "FAILURE, FAILED, 0",
    "RESET, CUT, 0", "CUT_BODY, CUT, 0", "SLOW, TIMED_OUT, 0"
  })
  void saysHowThereWasNoAnswer(
      AuthorityFault fault, AuthorityUnreachable.Why why, int retryAfterSeconds) throws Exception {
    authority.fault(fault);
    Duration patience = fault == AuthorityFault.SLOW ? Duration.ofMillis(300) : PATIENCE;
    try (AuthorityClient asking =
        new AuthorityClient(Endpoint.plain(authority.address()), patience, clock)) {
      AuthorityUnreachable none =
          assertThrows(
              AuthorityUnreachable.class,
              () -> asking.verify(face(PEOPLE.get(0), "face of A"), "case-0001"));
      assertEquals(why, none.why());
      assertEquals(Duration.ofSeconds(retryAfterSeconds), none.retryAfter());
    }
  }

  @Test
  void waitsForTheWholeAnswerNoLongerThanForItsBeginning() throws Exception {
    // A server that sends its headers at once and its body never.
    try (java.net.ServerSocket server =
            new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
        AuthorityClient asking =
            new AuthorityClient(
                Endpoint.plain(URI.create("http://127.0.0.1:" + server.getLocalPort())),
                Duration.ofMillis(500),
                clock)) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  java.net.Socket line = server.accept();
                  line.getOutputStream()
                      .write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"));
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      AuthorityUnreachable late = assertThrows(AuthorityUnreachable.class, asking::probe);
      assertEquals(AuthorityUnreachable.Why.TIMED_OUT, late.why());
    }
  }

  @Test
  void saysHowLongABusyAuthorityWantsToBeLeftAlone() {
    authority.fault(AuthorityFault.BUSY);
    AuthorityBusy busy = assertThrows(AuthorityBusy.class, () -> client.probe());
    assertEquals(Duration.ofSeconds(2), busy.retryAfter());
  }

  @ParameterizedTest
  @CsvSource({
    "NONSENSE, no JSON",
    "HUGE, longer than 65536 bytes",
    "REDIRECT, status 302",
    "OTHER_MODE, another mode than asked",
    "OTHER_REQUEST, it answers another request",
    "REPLAYED, it answers another request",
    "BELOW_THRESHOLD, a match below its own threshold",
    "CLOCK_OFF, time is more than ten minutes off"
  })
  void refusesNonsenseAndSaysWhat(AuthorityFault fault, String what) throws Exception {
    client.verify(face(PEOPLE.get(0), "face of B"), "case-0000"); // which is what is replayed
    authority.fault(fault);
    AuthorityNonsense nonsense =
        assertThrows(
            AuthorityNonsense.class,
            () -> client.verify(face(PEOPLE.get(0), "face of A"), "case-0001"));
    assertEquals(what, nonsense.what());
  }

  @ParameterizedTest
  @EnumSource
  void noFaultEverPassesAForeignFace(AuthorityFault fault) throws Exception {
    client.verify(face(PEOPLE.get(0), "face of A"), "case-0000");
    authority.fault(fault);
    IdentityClaim claim = face(PEOPLE.get(0), "face of B");
    try (AuthorityClient asking =
        new AuthorityClient(Endpoint.plain(authority.address()), Duration.ofMillis(500), clock)) {
      // An answer that was altered needs a signature to be found out: MessageSignaturesTest.
      assertTrue(
          fault == AuthorityFault.WRONG_SIGNATURE
              || asking.verify(claim, "case-0001").result() == Result.NO_MATCH);
    } catch (IdentityException e) {
      assertNotEquals(AuthorityFault.NONE, fault);
    }
  }

  @Test
  void refusesAnAnswerFromAnotherTime() throws Exception {
    Clock later = Clock.fixed(NOW.plus(Duration.ofHours(1)), ZoneOffset.UTC);
    try (AuthorityClient other =
        new AuthorityClient(Endpoint.plain(authority.address()), PATIENCE, later)) {
      assertThrows(
          AuthorityNonsense.class,
          () -> other.verify(face(PEOPLE.get(0), "face of A"), "case-0001"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://authority.example", "ftp://127.0.0.1/", "authority", "file:/x"})
  void refusesAnAddressThatAnyoneCouldReadAlong(String address) {
    assertThrows(
        InsecureAddress.class,
        () -> new AuthorityClient(Endpoint.plain(URI.create(address)), PATIENCE, clock));
  }
}
