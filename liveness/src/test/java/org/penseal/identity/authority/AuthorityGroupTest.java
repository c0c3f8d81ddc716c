// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.identity.IdentityClaim;
import org.penseal.identity.IdentityException.AuthoritiesDown;
import org.penseal.identity.IdentityException.AuthorityBusy;
import org.penseal.identity.IdentityException.AuthorityNonsense;
import org.penseal.identity.IdentityException.AuthorityRefused;
import org.penseal.identity.IdentityException.AuthorityUnreachable;
import org.penseal.identity.IdentityException.InsecureAddress;
import org.penseal.identity.IdentityResult;
import org.penseal.identity.IdentityResult.Result;
import org.penseal.identity.embedded.AuthorityFault;
import org.penseal.identity.embedded.DemoPerson;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.identity.embedded.EmbeddedAuthority;

class AuthorityGroupTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final Duration OPEN_FOR = Duration.ofSeconds(30);
  private static final RetryPolicy PATIENCE =
      new RetryPolicy(
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          3,
          Duration.ofMillis(200),
          Duration.ofSeconds(5),
          OPEN_FOR);
  private static final List<DemoPerson> PEOPLE =
      DemoPopulation.of(bytes("face of A"), bytes("face of B"), LocalDate.of(2026, 11, 24));

  private final SteppedClock clock = new SteppedClock(NOW);
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private EmbeddedAuthority first;
  private EmbeddedAuthority second;
  private AuthorityGroup group;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private EmbeddedAuthority authority() throws IOException {
    return EmbeddedAuthority.start(
        PEOPLE, (a, b) -> OptionalDouble.of(Arrays.equals(a, b) ? 0.8 : 0.05), 0.324, clock);
  }

  private AuthorityGroup of(URI... addresses) throws InsecureAddress {
    return new AuthorityGroup(
        Stream.of(addresses).map(Endpoint::plain).toList(),
        PATIENCE,
        clock,
        clock::nanos,
        length -> {
          pauses.add(length);
          clock.step(length);
        });
  }

  @BeforeEach
  void start() throws Exception {
    first = authority();
    second = authority();
    group = of(first.address(), second.address());
  }

  @AfterEach
  void stop() {
    group.close();
    first.close();
    second.close();
  }

  private static IdentityClaim face(String picture) {
    DemoPerson person = PEOPLE.getFirst();
    return IdentityClaim.realPerson(person.name(), person.idNumber(), bytes(picture));
  }

  @Test
  void asksThePreferredEndpointAndSaysWhichItWas() throws Exception {
    IdentityResult result = group.verify(face("face of A"), "case-0001");
    assertEquals(first.address().toString(), result.endpoint());
    assertEquals(0, second.requests());
  }

  @Test
  void asksAgainWithTheSameKeyAfterGrowingPauses() throws Exception {
    first.faults(List.of(AuthorityFault.CUT_BODY, AuthorityFault.RESET));
    IdentityResult result = group.verify(face("face of A"), "case-0001");
    // Decided with the first request, whose answer was cut: nobody is charged twice.
    assertEquals("DEMO-000001", result.referenceId());
    assertEquals(3, first.requests());
    assertEquals(0, second.requests());
    assertEquals(2, pauses.size());
    // 200 ms and 400 ms, each give or take half (the randomisation of IntervalFunction).
    assertBetween(100, 300, pauses.get(0));
    assertBetween(200, 600, pauses.get(1));
  }

  private static void assertBetween(long least, long most, Duration length) {
    assertTrue(length.toMillis() >= least && length.toMillis() <= most, length::toString);
  }

  @Test
  void asksTheNextEndpointWhenTheFirstStaysSilent() throws Exception {
    first.fault(AuthorityFault.DOWN);
    IdentityResult result = group.verify(face("face of A"), "case-0001");
    assertEquals(second.address().toString(), result.endpoint());
    assertEquals(3, first.requests());
  }

  @Test
  void aDecisionIsNeverAskedForAgain() throws Exception {
    assertEquals(Result.NO_MATCH, group.verify(face("face of B"), "case-0001").result());
    assertThrows(AuthorityRefused.class, () -> group.verify(face("face of A"), "case-0001"));
    assertEquals(2, first.requests());
    assertEquals(0, second.requests());
    assertTrue(pauses.isEmpty());
  }

  @ParameterizedTest
  @EnumSource(names = {"NONSENSE", "OTHER_REQUEST", "BELOW_THRESHOLD", "REDIRECT", "HUGE"})
  void whatCannotBeBelievedIsNotAskedElsewhere(AuthorityFault fault) {
    first.fault(fault);
    assertThrows(AuthorityNonsense.class, () -> group.verify(face("face of A"), "case-0001"));
    assertEquals(1, first.requests());
    assertEquals(0, second.requests());
  }

  @Test
  void saysOfEachEndpointWhyItIsDown() throws Exception {
    first.fault(AuthorityFault.DOWN);
    second.close();
    AuthoritiesDown down =
        assertThrows(AuthoritiesDown.class, () -> group.verify(face("face of A"), "case-0001"));
    assertEquals(
        List.of("UNAVAILABLE", "NOT_REACHED"),
        down.attempts().stream().map(AuthoritiesDown.Attempt::reason).toList());
    assertEquals(
        List.of(first.address().toString(), second.address().toString()),
        down.attempts().stream().map(AuthoritiesDown.Attempt::address).toList());
  }

  @Test
  void anOpenBreakerSaysWhenItTriesAgainAndThenLetsOneThrough() throws Exception {
    first.fault(AuthorityFault.DOWN);
    second.fault(AuthorityFault.DOWN);
    AuthoritiesDown opened =
        assertThrows(AuthoritiesDown.class, () -> group.verify(face("face of A"), "case-0001"));
    int asked = first.requests();
    Instant again = opened.attempts().getFirst().againAt();
    AuthoritiesDown open =
        assertThrows(AuthoritiesDown.class, () -> group.verify(face("face of A"), "case-0002"));
    assertEquals("OPEN", open.attempts().getFirst().reason());
    assertEquals(again, open.attempts().getFirst().againAt());
    assertEquals(asked, first.requests());

    clock.step(OPEN_FOR.plusSeconds(1));
    // Half open, and still down: one request, and it is open again.
    AuthoritiesDown half =
        assertThrows(AuthoritiesDown.class, () -> group.verify(face("face of A"), "case-0003"));
    assertEquals(asked + 1, first.requests());
    assertEquals(clock.instant().plus(OPEN_FOR), half.attempts().getFirst().againAt());

    first.fault(AuthorityFault.NONE);
    clock.step(OPEN_FOR.plusSeconds(1));
    IdentityResult result = group.verify(face("face of A"), "case-0004");
    assertEquals(first.address().toString(), result.endpoint());
    assertEquals(asked + 2, first.requests());
    assertEquals(Result.MATCH, group.verify(face("face of A"), "case-0005").result());
  }

  @Test
  void aClockThatIsSetBackKeepsNoBreakerOpen() throws Exception {
    first.fault(AuthorityFault.DOWN);
    second.fault(AuthorityFault.DOWN);
    assertThrows(AuthoritiesDown.class, () -> group.verify(face("face of A"), "case-0001"));
    clock.set(NOW.minus(Duration.ofHours(1)));
    AuthoritiesDown open =
        assertThrows(AuthoritiesDown.class, () -> group.verify(face("face of A"), "case-0002"));
    assertEquals("OPEN", open.attempts().getFirst().reason());
    assertBetween(
        1,
        OPEN_FOR.toMillis(),
        Duration.between(clock.instant(), open.attempts().getFirst().againAt()));

    first.fault(AuthorityFault.NONE);
    clock.step(OPEN_FOR.plusSeconds(1));
    assertEquals(
        first.address().toString(), group.verify(face("face of A"), "case-0003").endpoint());
  }

  @Test
  void aClockThatIsSetForwardOpensNoRest() throws Exception {
    first.faults(List.of(AuthorityFault.RESTING)); // two minutes
    group.verify(face("face of A"), "case-0001");
    int asked = first.requests();
    clock.set(NOW.plus(Duration.ofHours(1)));
    group.verify(face("face of A"), "case-0002");
    assertEquals(asked, first.requests());
  }

  @Test
  void aClockThatIsSetBackWhileItIsAskedMakesItNoLonger() throws Exception {
    first.fault(AuthorityFault.BUSY); // two seconds each
    RetryPolicy many =
        new RetryPolicy(
            Duration.ofSeconds(5),
            Duration.ofSeconds(9),
            99,
            Duration.ofMillis(200),
            Duration.ofSeconds(5),
            OPEN_FOR);
    try (AuthorityGroup one =
        new AuthorityGroup(
            List.of(Endpoint.plain(first.address())),
            many,
            clock,
            clock::nanos,
            length -> {
              clock.step(length);
              clock.set(NOW.minus(Duration.ofHours(1)));
            })) {
      assertThrows(AuthorityBusy.class, () -> one.verify(face("face of A"), "case-0001"));
    }
    assertTrue(clock.nanos() < Duration.ofSeconds(9).toNanos(), () -> "" + clock.nanos());
  }

  @Test
  void aShortRestIsWaitedForAndALongOneIsNot() throws Exception {
    first.faults(List.of(AuthorityFault.BUSY)); // two seconds
    assertEquals(
        first.address().toString(), group.verify(face("face of A"), "case-0001").endpoint());
    assertEquals(List.of(Duration.ofSeconds(2)), pauses);

    first.faults(List.of(AuthorityFault.RESTING)); // two minutes
    assertEquals(
        second.address().toString(), group.verify(face("face of A"), "case-0002").endpoint());
    int asked = first.requests();
    clock.step(Duration.ofSeconds(100));
    group.verify(face("face of A"), "case-0003");
    assertEquals(asked, first.requests());
    clock.step(Duration.ofSeconds(21));
    group.verify(face("face of A"), "case-0004");
    assertEquals(asked + 1, first.requests());
  }

  @Test
  void aSingleEndpointSaysItsOwnReason() throws Exception {
    try (AuthorityGroup one = of(first.address())) {
      first.fault(AuthorityFault.FAILURE);
      AuthorityUnreachable failed =
          assertThrows(
              AuthorityUnreachable.class, () -> one.verify(face("face of A"), "case-0001"));
      assertEquals(AuthorityUnreachable.Why.FAILED, failed.why());
    }
    try (AuthorityGroup one = of(second.address())) {
      second.fault(AuthorityFault.BUSY);
      assertThrows(AuthorityBusy.class, () -> one.verify(face("face of A"), "case-0001"));
    }
  }

  @Test
  void endsWhenItsTimeIsUp() throws Exception {
    first.fault(AuthorityFault.BUSY);
    second.fault(AuthorityFault.DOWN);
    RetryPolicy short3s =
        new RetryPolicy(
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            99,
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            OPEN_FOR);
    try (AuthorityGroup hasty =
        new AuthorityGroup(
            List.of(Endpoint.plain(first.address()), Endpoint.plain(second.address())),
            short3s,
            clock,
            clock::nanos,
            length -> {
              pauses.add(length);
              clock.step(length);
            })) {
      assertThrows(Exception.class, () -> hasty.verify(face("face of A"), "case-0001"));
    }
    assertTrue(Duration.between(NOW, clock.instant()).compareTo(Duration.ofSeconds(3)) <= 0);
  }

  @Test
  void anInterruptEndsThePause() throws Exception {
    first.fault(AuthorityFault.DOWN);
    try (AuthorityGroup waiting =
        new AuthorityGroup(
            List.of(Endpoint.plain(first.address())),
            PATIENCE,
            clock,
            clock::nanos,
            length -> {
              throw new InterruptedException();
            })) {
      assertThrows(
          InterruptedException.class, () -> waiting.verify(face("face of A"), "case-0001"));
    }
    assertEquals(1, first.requests());
  }

  @Test
  void refusesAnAddressThatAnyoneCouldReadAlong() {
    assertThrows(InsecureAddress.class, () -> of(first.address(), URI.create("http://a.example")));
  }
}
