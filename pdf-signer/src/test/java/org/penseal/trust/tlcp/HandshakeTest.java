// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.trust.HandClock;
import org.penseal.trust.TestChain;
import org.penseal.trust.tlcp.message.Alert;
import org.penseal.trust.tlcp.message.TlcpException;
import org.penseal.trust.tlcp.message.TlcpSuite;
import org.penseal.trust.tlcp.record.ContentType;

/** Our client and our server with each other. */
class HandshakeTest {
  private static final Parties PARTIES = Parties.SM2;

  static Surroundings only(TlcpSuite suite) {
    return with(List.of(suite), Clock.systemUTC(), Surroundings.Keeping.HALF_AN_HOUR);
  }

  static Surroundings with(List<TlcpSuite> suites, Clock clock, Surroundings.Keeping keeping) {
    Surroundings real = Surroundings.real();
    return new Surroundings(
        real.random(), real.encryption(), real.keyLog(), clock, suites, keeping);
  }

  private static TlcpServer server(Optional<TlcpServer.Clients> clients) {
    return new TlcpServer(PARTIES.server(), clients);
  }

  private static void exchange(Meeting.Both both, byte[] there, byte[] back) throws Exception {
    TlcpConnection client = both.client().connected();
    TlcpConnection server = both.server().connected();
    Thread writing =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    client.output().write(there);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
    assertArrayEquals(there, server.input().readNBytes(there.length));
    writing.join();
    server.output().write(back);
    server.close();
    assertArrayEquals(back, client.input().readAllBytes());
    client.close();
    assertEquals(-1, server.input().read());
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource
  void bothSuitesCarryDataInBothDirections(TlcpSuite suite) throws Exception {
    Meeting meeting = new Meeting();
    Meeting.Both both = meeting.shake(new TlcpClient(null, only(suite)), server(Optional.empty()));
    assertEquals(suite, both.client().connected().suite());
    assertEquals(Optional.empty(), both.server().connected().peer());
    byte[] large = new byte[3_000_001];
    new Random(7).nextBytes(large);
    exchange(both, large, text("back"));
    String sent = new String(meeting.toClient.seen.toByteArray(), StandardCharsets.ISO_8859_1);
    assertFalse(sent.contains("back"));
  }

  @Test
  void theBetterSuiteIsTakenWhereBothAreOffered() throws Exception {
    Meeting.Both both = new Meeting().shake(new TlcpClient(null), server(Optional.empty()));
    assertEquals(TlcpSuite.ECC_SM4_GCM_SM3, both.server().connected().suite());
  }

  @ParameterizedTest
  @EnumSource
  void bothSidesAreKnownAndBytesMayComeOneByOne(TlcpSuite suite) throws Exception {
    Meeting.Both both =
        new Meeting(1)
            .shake(new TlcpClient(PARTIES.client(), only(suite)), server(PARTIES.asking()));
    PeerCertificates client = both.server().connected().peer().orElseThrow();
    assertEquals(PARTIES.client().chain().getFirst(), client.signing());
    assertEquals(PARTIES.client().encryption(), client.encryption().orElseThrow());
    assertEquals(
        PARTIES.server().chain().getFirst(),
        both.client().connected().peer().orElseThrow().signing());
    exchange(both, text("there"), text("back"));
  }

  @Test
  void clientWithoutCertificatesIsRefusedWhereTheyAreDemanded() throws Exception {
    Meeting.Both both = new Meeting().shake(new TlcpClient(null), server(PARTIES.asking()));
    assertEquals(Alert.HANDSHAKE_FAILURE, refused(both.server()));
    assertEquals("handshake_failure", ended(both.client()));
    Optional<TlcpServer.Clients> optional =
        Optional.of(new TlcpServer.Clients(PARTIES.check(), List.of(PARTIES.root()), false));
    Meeting.Both welcome = new Meeting().shake(new TlcpClient(null), server(optional));
    assertEquals(Optional.empty(), welcome.server().connected().peer());
    exchange(welcome, text("there"), text("back"));
  }

  static Alert refused(Meeting.Outcome outcome) {
    return assertInstanceOf(TlcpException.Refused.class, outcome.failure()).alert();
  }

  static String ended(Meeting.Outcome outcome) {
    return assertInstanceOf(TlcpException.Ended.class, outcome.failure()).alert();
  }

  @Test
  void peersThatAreNotBelievedAreTold() throws Exception {
    TestChain.Party other = TestChain.party("other", "SM2");
    TlcpIdentity stranger =
        Parties.issued(other, TestChain.ca(other, other), "stranger", Parties.LOCALHOST);
    Meeting.Both server =
        new Meeting().shake(new TlcpClient(null), new TlcpServer(stranger, Optional.empty()));
    assertEquals(Alert.BAD_CERTIFICATE, refused(server.client()));
    assertEquals("bad_certificate", ended(server.server()));
    Meeting.Both client = new Meeting().shake(new TlcpClient(stranger), server(PARTIES.asking()));
    assertEquals(Alert.BAD_CERTIFICATE, refused(client.server()));
    assertEquals("bad_certificate", ended(client.client()));
    PeerCheck late =
        shown -> {
          throw new CertificateException(new java.security.cert.CertificateExpiredException("old"));
        };
    Meeting.Both expired =
        new Meeting().shake(new TlcpClient(null), server(Optional.empty()), late);
    assertEquals(Alert.CERTIFICATE_EXPIRED, refused(expired.client()));
  }

  @Test
  void serverWithoutTheKeyOfItsSignatureCertificateIsRefused() throws Exception {
    TlcpIdentity own = PARTIES.server();
    TlcpIdentity pretender =
        new TlcpIdentity(
            own.chain(), own.encryption(), PARTIES.client().signature(), own.decryption());
    Meeting.Both both =
        new Meeting().shake(new TlcpClient(null), new TlcpServer(pretender, Optional.empty()));
    assertEquals(Alert.DECRYPT_ERROR, refused(both.client()));
    assertEquals("decrypt_error", ended(both.server()));
  }

  /** Makes the better suite of a ClientHello one that nobody knows. */
  private static final class Downgrading extends FilterOutputStream {
    // Header, type and length, version, random, no session, length of the suites.
    private static final int SUITES = 5 + 4 + 2 + 32 + 1 + 2;
    private boolean done;

    private Downgrading(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      byte[] changed = Arrays.copyOfRange(bytes, from, from + length);
      for (int i = SUITES; !done && i + 1 < length; i++) {
        if (changed[i] == (byte) 0xE0 && changed[i + 1] == 0x53) {
          changed[i + 1] = 0x54;
          done = true;
        }
      }
      out.write(changed, 0, length);
    }
  }

  @Test
  void suiteThatSomebodyTakesOutOfTheOfferIsNoticedAtTheEnd() throws Exception {
    Meeting.Both both =
        new Meeting()
            .shake(
                new TlcpClient(null),
                server(Optional.empty()),
                PARTIES.check(),
                (out, ofClient) -> ofClient ? new Downgrading(out) : out);
    TlcpException.Refused refusal =
        assertInstanceOf(TlcpException.Refused.class, both.server().failure());
    assertEquals(Alert.BAD_RECORD_MAC, refusal.alert());
    assertEquals(
        Alert.DECRYPT_ERROR,
        assertInstanceOf(TlcpException.Refused.class, refusal.getCause()).alert());
    assertEquals("bad_record_mac", ended(both.client()));
  }

  /** Holds a write up from when it is told to. */
  private static final class Holding extends FilterOutputStream {
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private volatile boolean holds;

    private Holding(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      if (holds) {
        held.countDown();
        try {
          free.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
      out.write(bytes, from, length);
    }
  }

  @Test
  void faultReachesTheReaderAlsoWhileAWriteIsHeldUp() throws Exception {
    Holding[] holding = new Holding[1];
    Meeting.Both both =
        new Meeting()
            .shake(
                new TlcpClient(null),
                server(Optional.empty()),
                PARTIES.check(),
                (out, ofClient) -> ofClient ? holding[0] = new Holding(out) : out);
    TlcpConnection client = both.client().connected();
    holding[0].holds = true;
    Thread writing =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    client.output().write(1);
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                });
    assertTrue(holding[0].held.await(60, TimeUnit.SECONDS));
    both.server().connected().send(ContentType.HANDSHAKE, new byte[] {1});
    try {
      assertTimeoutPreemptively(
          Duration.ofSeconds(120),
          () -> assertThrows(TlcpException.Refused.class, () -> client.input().read()));
    } finally {
      holding[0].free.countDown();
      writing.join();
    }
    assertThrows(IOException.class, () -> client.output().write(2));
  }

  @ParameterizedTest
  @EnumSource
  void sessionGoesOnWithoutCertificatesAndWithTheSamePeers(TlcpSuite suite) throws Exception {
    TlcpClient client = new TlcpClient(PARTIES.client(), only(suite));
    TlcpServer server = server(PARTIES.asking());
    exchange(new Meeting().shake(client, server), text("there"), text("back"));
    for (int i = 0; i < 3; i++) {
      Meeting meeting = new Meeting();
      Meeting.Both again = meeting.shake(client, server);
      assertTrue(again.client().connected().resumed());
      assertTrue(again.server().connected().resumed());
      assertEquals(
          PARTIES.client().chain().getFirst(),
          again.server().connected().peer().orElseThrow().signing());
      // Issuers are not kept: a client could fill the memory with them.
      assertEquals(List.of(), again.server().connected().peer().orElseThrow().issuers());
      assertEquals(List.of(), again.client().connected().peer().orElseThrow().issuers());
      exchange(again, text("there"), text("back"));
      assertTrue(meeting.toClient.seen.size() < 500);
    }
  }

  @Test
  void sessionIsNotResumedWithAServerThatDoesNotKnowIt() throws Exception {
    TlcpServer server = server(Optional.empty());
    TlcpClient client = new TlcpClient(null);
    exchange(new Meeting().shake(client, server), text("a"), text("b"));
    Meeting.Both elsewhere = new Meeting().shake(client, server(Optional.empty()));
    assertFalse(elsewhere.server().connected().resumed());
    exchange(elsewhere, text("a"), text("b"));
  }

  @Test
  void sessionsEndWithTheirTimeAndWithTheirCertificates() throws Exception {
    HandClock clock = new HandClock(Instant.now());
    Surroundings.Keeping year = new Surroundings.Keeping(10, Duration.ofDays(1000));
    Surroundings surroundings = with(List.of(TlcpSuite.values()), clock, year);
    TlcpClient client = new TlcpClient(PARTIES.client(), surroundings);
    TlcpServer server = new TlcpServer(PARTIES.server(), PARTIES.asking(), surroundings);
    exchange(new Meeting().shake(client, server), text("a"), text("b"));
    clock.now = clock.now.plus(Duration.ofDays(200));
    assertTrue(new Meeting().shake(client, server).server().connected().resumed());
    // The certificates are valid for 300 days.
    clock.now = clock.now.plus(Duration.ofDays(101));
    assertFalse(new Meeting().shake(client, server).server().connected().resumed());
  }

  @Test
  void noMoreSessionsAreKeptThanSaid() throws Exception {
    Surroundings surroundings =
        with(
            List.of(TlcpSuite.values()),
            Clock.systemUTC(),
            new Surroundings.Keeping(2, Duration.ofHours(1)));
    SessionCache<Integer> cache = surroundings.cache();
    for (int i = 0; i < 100; i++) {
      cache.put(
          i,
          cache.made(
              org.penseal.signature.Octets.of(new byte[] {(byte) i}),
              TlcpSuite.ECC_SM4_GCM_SM3,
              new byte[48],
              Optional.empty()));
      assertTrue(cache.get(0).isPresent() || i > 0);
    }
    assertEquals(2, cache.size());
    TlcpServer forgetful =
        new TlcpServer(
            PARTIES.server(),
            Optional.empty(),
            with(
                List.of(TlcpSuite.values()),
                Clock.systemUTC(),
                new Surroundings.Keeping(0, Duration.ofHours(1))));
    TlcpClient client = new TlcpClient(null);
    exchange(new Meeting().shake(client, forgetful), text("a"), text("b"));
    Meeting.Both again = new Meeting().shake(client, forgetful);
    assertFalse(again.client().connected().resumed());
    exchange(again, text("a"), text("b"));
  }

  @Test
  void connectionWithoutAnEndIsNotTakenForAWholeOne() throws Exception {
    Meeting meeting = new Meeting();
    Meeting.Both both = meeting.shake(new TlcpClient(null), server(Optional.empty()));
    both.server().connected().output().write(text("half"));
    meeting.toClient.end();
    TlcpConnection client = both.client().connected();
    assertEquals("half", new String(client.input().readNBytes(4), StandardCharsets.UTF_8));
    assertThrows(TlcpException.Cut.class, () -> client.input().read());
  }

  @Test
  void whoReadsAgainAfterAFaultIsToldItAgainAndNotTheEnd() throws Exception {
    Meeting.Both both = new Meeting().shake(new TlcpClient(null), server(Optional.empty()));
    TlcpConnection client = both.client().connected();
    both.server().connected().send(ContentType.HANDSHAKE, new byte[] {0, 0, 0, 0});
    TlcpException first = assertThrows(TlcpException.class, () -> client.input().read());
    assertSame(first, assertThrows(TlcpException.class, () -> client.input().read()));
  }

  @Test
  void whoReadsAgainAfterAFatalAlertIsToldItAgain() throws Exception {
    Meeting.Both both = new Meeting().shake(new TlcpClient(null), server(Optional.empty()));
    TlcpConnection client = both.client().connected();
    byte[] alert = {Alert.FATAL, (byte) Alert.INTERNAL_ERROR.code()};
    both.server().connected().send(ContentType.ALERT, alert);
    assertThrows(TlcpException.Ended.class, () -> client.input().read());
    assertThrows(TlcpException.Ended.class, () -> client.input().read());
  }

  @Test
  void nothingIsWrittenAfterTheEnd() throws Exception {
    Meeting.Both both = new Meeting().shake(new TlcpClient(null), server(Optional.empty()));
    TlcpConnection client = both.client().connected();
    client.close();
    client.close();
    assertThrows(IOException.class, () -> client.output().write(1));
    assertEquals(-1, both.server().connected().input().read());
  }
}
