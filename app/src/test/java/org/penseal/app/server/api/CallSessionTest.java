// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.penseal.app.Slow;
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
  void aBodyOfUnknownLengthIsReadToItsBound() throws Exception {
    byte[] sent = new byte[100_000];
    try (CallSession session = session()) {
      assertEquals(sent.length, session.bytes(body(sent), sent.length).length);
      assertThrows(ServeException.TooLarge.class, () -> session.bytes(body(sent), sent.length - 1));
    }
    assertAllFree();
  }

  private static Request body(byte[] bytes) {
    return request(Map.of(), new ByteArrayInputStream(bytes));
  }
}
