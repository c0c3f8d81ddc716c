// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penseal.identity.IdNumber;
import org.penseal.identity.IdentityClaim;
import org.penseal.identity.IdentityException;
import org.penseal.identity.IdentityException.AuthorityBusy;
import org.penseal.identity.IdentityException.AuthorityNonsense;
import org.penseal.identity.IdentityException.AuthorityUnreachable;
import org.penseal.identity.IdentityException.InsecureAddress;
import org.penseal.identity.IdentityResult.Result;
import org.penseal.identity.embedded.DemoPopulation;
import org.penseal.identity.message.ContentDigest;

/** A server that is no authority but plays one, with whatever it likes in its answers. */
@Tag("slow")
class HostileAuthorityTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final String NUMBER = DemoPopulation.ID_NUMBERS.getFirst();
  private static final String PHONE = "00010000001";
  private static final String NAME = "李娜";

  private final SteppedClock clock = new SteppedClock(NOW);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;
  private AuthorityClient client;
  private IdentityClaim claim;
  private volatile Answer answer = exchange -> decision(exchange, text -> text);

  private enum Said {
    ID_NUMBER(NUMBER),
    TELEPHONE(PHONE),
    PERSON(NAME);

    private final String value;

    Said(String value) {
      this.value = value;
    }
  }

  private interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer.give(exchange));
    server.start();
    client =
        new AuthorityClient(
            Endpoint.plain(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
            Duration.ofSeconds(2),
            clock);
    claim = IdentityClaim.phone(NAME, IdNumber.parse(NUMBER, LocalDate.of(2026, 11, 24)), PHONE);
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }

  /** A decision without fault, altered. */
  private static void decision(HttpExchange exchange, UnaryOperator<String> altered)
      throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    String good =
        """
        {"requestDigest": "%s", "idempotencyKey": "%s", "mode": "phone", "result": "match",
         "referenceId": "REF-1", "provider": "Authority", "at": "%s", "demo": false}"""
            .formatted(
                ContentDigest.of(request),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                NOW);
    byte[] body = altered.apply(good).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static void refusal(HttpExchange exchange, int status, String retryAfter)
      throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Retry-After", retryAfter);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private AuthorityNonsense nonsense() {
    return assertThrows(AuthorityNonsense.class, () -> client.verify(claim, "case-0001"));
  }

  @Test
  void isTakenAsLongAsItKeepsToTheProtocol() throws Exception {
    assertEquals(Result.MATCH, client.verify(claim, "case-0001").result());
  }

  /** What it says goes into the manifest, onto screens and terminals. */
  @ParameterizedTest
  @ValueSource(strings = {"A\\nB", "\\u001b[2J", "A\\u202eB", "A\\u0000", "A\\u2028B", "\\ud800"})
  void cannotWriteControlsIntoManifestOrTerminal(String provider) {
    answer = exchange -> decision(exchange, text -> text.replace("Authority", provider));
    assertEquals("field provider", nonsense().what());
    answer = exchange -> decision(exchange, text -> text.replace("REF-1", provider));
    assertEquals("field referenceId", nonsense().what());
  }

  @ParameterizedTest
  @EnumSource
  void cannotBringWhatItWasAskedIntoTheManifest(Said said) {
    answer = exchange -> decision(exchange, text -> text.replace("REF-1", "R-" + said.value));
    assertEquals("it repeats what it was asked", nonsense().what());
  }

  @Test
  void cannotBringNumbersIntoTheManifestAsItsName() {
    answer = exchange -> decision(exchange, text -> text.replace("Authority", "A " + NUMBER));
    assertEquals("it repeats what it was asked", nonsense().what());
  }

  @ParameterizedTest
  @CsvSource({"31536000", "999999", "999999999999999999999999"})
  void asksToBeLeftAloneForAYearAndIsForAnHour(String seconds) {
    answer = exchange -> refusal(exchange, 429, seconds);
    AuthorityBusy busy = assertThrows(AuthorityBusy.class, () -> client.verify(claim, "case-0001"));
    assertEquals(Duration.ofHours(1), busy.retryAfter());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "soon", "1e9", "0x10"})
  void saysHowLongInNoNumberAndIsNotWaitedFor(String words) {
    answer = exchange -> refusal(exchange, 503, words);
    AuthorityUnreachable none =
        assertThrows(AuthorityUnreachable.class, () -> client.verify(claim, "case-0001"));
    assertEquals(Duration.ZERO, none.retryAfter());
  }

  /** Nothing asks for gzip, so nothing unpacks it. */
  @Test
  void cannotSendABombThatIsUnpackedHere() {
    answer =
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, 4);
          exchange.getResponseBody().write(new byte[] {0x1f, (byte) 0x8b, 8, 0});
          exchange.close();
        };
    assertEquals("no JSON", nonsense().what());
  }

  @Test
  void cannotSendBytesWithoutEnd() {
    answer =
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 10L << 30);
          byte[] part = new byte[1 << 16];
          while (!Thread.currentThread().isInterrupted()) {
            exchange.getResponseBody().write(part);
          }
        };
    assertEquals("longer than 65536 bytes", nonsense().what());
  }

  @Test
  void cannotHoldTheCounterUpWithOneByteAfterTheOther() {
    answer =
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 60_000);
          try {
            for (int i = 0; i < 60_000; i++) {
              exchange.getResponseBody().write(' ');
              exchange.getResponseBody().flush();
              Thread.sleep(50);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    IdentityException late =
        assertThrows(IdentityException.class, () -> client.verify(claim, "case-0001"));
    assertEquals(
        AuthorityUnreachable.Why.TIMED_OUT, ((AuthorityUnreachable) late).why(), late::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc/passwd", "http://127.0.0.1:1/", "/v1/verifications"})
  void cannotSendTheClaimOn(String target) {
    answer =
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Location", target);
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        };
    assertEquals("status 307", nonsense().what());
  }

  @Test
  void cannotAnswerWithATreeTooDeepToRead() {
    answer = exchange -> decision(exchange, text -> "[".repeat(60_000));
    assertEquals("no JSON", nonsense().what());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T08:00:00Z, +1000000000-12-31T23:59:59Z, time is more than ten minutes off",
    "2026-11-24T08:00:00Z, -1000000000-01-01T00:00:00Z, time is more than ten minutes off",
    "\"match\", \"MATCH\", field result",
    "\"match\", true, field result",
    "\"phone\", \"real-person\", another mode than asked"
  })
  void cannotPassWithValuesOutOfTheProtocol(String good, String bad, String what) {
    answer = exchange -> decision(exchange, text -> text.replace(good, bad));
    assertEquals(what, nonsense().what());
  }

  /** The address stands in the manifest and in messages. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:secret@authority.example/",
        "https://authority.example/?key=secret",
        "https://authority.example/#secret"
      })
  void isNotAskedAtAnAddressThatHoldsASecret(String address) {
    InsecureAddress refused =
        assertThrows(
            InsecureAddress.class,
            () ->
                new AuthorityClient(
                    Endpoint.plain(URI.create(address)), Duration.ofSeconds(1), clock));
    assertTrue(!String.valueOf(refused).contains("secret"), refused::toString);
    assertTrue(!refused.address().contains("secret"), refused::toString);
  }
}
