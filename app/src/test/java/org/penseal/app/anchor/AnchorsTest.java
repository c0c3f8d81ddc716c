// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.app.cli.OpensslTsa;
import org.penseal.app.store.Archive;
import org.penseal.app.store.CaseRow;
import org.penseal.app.workplace.Station;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.trust.Purpose;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;

/** Stamps over the log's head, by a service of openssl. */
@Slow
class AnchorsTest {
  private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

  @TempDir Path folder;
  private Archive archive;
  private OpensslTsa tsa;
  private TrustStore roots;

  @BeforeEach
  void open() throws Exception {
    Station.registerProvider();
    archive = Archive.open(folder, Clock.systemUTC(), new SecureRandom());
    tsa = OpensslTsa.start(folder);
    roots =
        TrustStore.empty()
            .with(Purpose.TSA, TrustStore.load(List.of(tsa.certificate())).anchors(Purpose.SIGNER));
  }

  @AfterEach
  void close() {
    archive.close();
    tsa.close();
  }

  private Anchors at(Instant now) {
    return new Anchors(
        archive.log(), Anchors.in(folder), Hashing.jca(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private TimestampClient client(java.net.URI address) {
    return new TimestampClient(
        List.of(address),
        Duration.ofSeconds(60),
        org.penseal.trust.tls.TlsTrust.system(),
        Hashing.jca(),
        new SecureRandom());
  }

  private void begin(String id) throws Exception {
    Instant now = Instant.now();
    archive.begin(new CaseRow(id, "b", "OPENED", now, now, "a", "ab".repeat(32), 7, folder), 30);
  }

  private Anchor.State state(TrustStore trust) throws Exception {
    return at(Instant.now()).check(Anchors.in(folder), trust).getFirst().state();
  }

  @Test
  void anchorHoldsForWhoTrustsItsServiceAndBreaksWhereHeadOrTokenIsAnother() throws Exception {
    begin("one");
    Path head = at(Instant.now()).add(client(tsa.address()));
    assertEquals(Anchor.State.HOLDS, state(roots));
    assertEquals(Anchor.State.UNTRUSTED, state(TrustStore.empty()));
    Path token = head.resolveSibling(head.getFileName() + ".tst");
    byte[] kept = Files.readAllBytes(token);
    Files.write(token, new byte[] {1, 2, 3});
    assertFalse(state(roots) == Anchor.State.HOLDS);
    Files.write(token, kept);
    Files.writeString(head, Files.readString(head).replaceFirst("[0-9]", "7"));
    assertFalse(state(roots) == Anchor.State.HOLDS);
  }

  @Test
  void headIsDueOncePerHourAtTheEndOfADayAndOnlyIfTheLogWentOn() throws Exception {
    Instant now = Instant.now();
    assertFalse(at(now).due(CHINA), "an empty log");
    begin("one");
    assertTrue(at(now).due(CHINA));
    at(now).add(client(tsa.address()));
    assertFalse(at(now.plus(Duration.ofDays(2))).due(CHINA), "nothing new");
    begin("two");
    assertFalse(at(now.plus(Duration.ofMinutes(5))).due(zoneWhereItIs(now, 12 * 60)));
    assertTrue(at(now.plus(Duration.ofMinutes(61))).due(zoneWhereItIs(now, 12 * 60)));
    assertTrue(at(now.plus(Duration.ofSeconds(5))).due(zoneWhereItIs(now, 23 * 60 + 50)));
  }

  private static ZoneId zoneWhereItIs(Instant now, int minuteOfDay) {
    int minute = now.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 60;
    int offset = Math.floorMod(minuteOfDay - minute + 720, 1440) - 720;
    return ZoneOffset.ofTotalSeconds(60 * offset);
  }

  @Test
  void serviceThatDoesNotAnswerLeavesNoAnchorThatHolds() throws Exception {
    begin("one");
    java.net.URI address = tsa.address();
    tsa.close();
    assertThrows(SigningException.class, () -> at(Instant.now()).add(client(address)));
    assertTrue(
        at(Instant.now()).check(Anchors.in(folder), roots).stream()
            .noneMatch(each -> each.state() == Anchor.State.HOLDS));
  }
}
