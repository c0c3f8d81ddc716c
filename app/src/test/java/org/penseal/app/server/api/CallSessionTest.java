// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penseal.app.Slow;
import org.penseal.app.server.file.ServeSettings.Application;
import org.penseal.app.server.front.FairTurns;
import org.penseal.app.server.http.Caller;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.refusal.ServeException;

@Slow // waits as long as a call does
class CallSessionTest {
  private final MemoryBudget budget = new MemoryBudget(1 << 20);

  @SuppressWarnings("NullAway") // neither application nor resources are asked for
  private CallSession session() {
    return new CallSession(null, null, budget);
  }

  private static Request request(Map<String, List<String>> headers, InputStream body) {
    return new Request(
        "POST",
        "/",
        "/",
        Map.of(),
        headers,
        body,
        new Caller(InetAddress.getLoopbackAddress(), List.of(), false));
  }

  private void assertAllFree() {
    try {
      budget.giveBack(budget.take(1 << 20));
    } catch (ServeException.Busy e) {
      throw new AssertionError("memory is held", e);
    }
  }

  @Test
  void memoryIsTakenWhenBytesComeAndNotWhenTheyAreAnnounced() throws Exception {
    byte[] sent = new byte[200 << 10];
    new Random(1).nextBytes(sent);
    InputStream body =
        new ByteArrayInputStream(sent) {
          private boolean begun;

          @Override
          public synchronized int read() {
            if (!begun) {
              begun = true;
              assertAllFree();
            }
            return super.read();
          }
        };
    Map<String, List<String>> headers =
        Map.of("content-length", List.of(Integer.toString(sent.length)));
    try (CallSession session = session()) {
      assertArrayEquals(sent, session.bytes(request(headers, body), 1 << 20));
      // Four copies of 200 KiB of 1 MiB: so much is left, and no more.
      int left = budget.take(55 << 10);
      assertThrows(ServeException.Busy.class, () -> budget.take(4 << 10));
      budget.giveBack(left);
    }
    assertAllFree();
  }

  @Test
  void whoHoldsMemoryDoesNotWaitForMore() throws Exception {
    int others = budget.take(200 << 10);
    try (CallSession session = session()) {
      session.bytes(sized(20 << 10), 1 << 20);
      long begin = System.nanoTime();
      for (int i = 0; i < 4; i++) {
        assertThrows(ServeException.Busy.class, () -> session.reserve(100 << 10));
        assertThrows(ServeException.Busy.class, () -> session.bytes(sized(100 << 10), 1 << 20));
      }
      // Each of them would wait for five seconds.
      assertTrue(System.nanoTime() - begin < 20_000_000_000L);
      budget.giveBack(others);
      session.reserve(100 << 10);
    }
    assertAllFree();
  }

  @Test
  void aTurnWithinATurnNeedsNoOther() throws Exception {
    try (FairTurns turns = new FairTurns(1, Duration.ofMillis(100))) {
      CallSession session = working(turns);
      Thread own = Thread.currentThread();
      Thread outer = session.turn(() -> session.turn(Thread::currentThread));
      assertNotSame(own, outer);
      assertThrows(
          IOException.class,
          () ->
              session.turn(
                  () -> {
                    throw new IOException("of the work");
                  }));
      // Outside of it a turn is waited for, as before.
      assertNotSame(own, session.turn(Thread::currentThread));
    }
  }

  @SuppressWarnings("NullAway") // nothing else is asked for
  private CallSession working(FairTurns turns) {
    Application office =
        new Application("office", null, Set.of(), List.of(), Optional.empty(), null, Set.of());
    Resources with = new Resources(null, null, null, turns, null, null, null, null, null);
    return new CallSession(office, with, budget);
  }

  @Test
  void aBodyOfUnknownLengthIsReadToItsBound() throws Exception {
    byte[] sent = new byte[100_000];
    try (CallSession session = session()) {
      assertEquals(sent.length, session.bytes(body(sent), sent.length).length);
      assertThrows(ServeException.TooLarge.class, () -> session.bytes(body(sent), sent.length - 1));
    }
    assertAllFree();
  }

  private static Request sized(int bytes) {
    return request(
        Map.of("content-length", List.of(Integer.toString(bytes))),
        new ByteArrayInputStream(new byte[bytes]));
  }

  private static Request body(byte[] bytes) {
    return request(Map.of(), new ByteArrayInputStream(bytes));
  }
}
