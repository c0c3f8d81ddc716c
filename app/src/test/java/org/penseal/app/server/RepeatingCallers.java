// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Callers that repeat what had no answer, and count it. */
final class RepeatingCallers implements AutoCloseable {
  static final int COUNT = 4;
  private static final int REUSED = 20;

  final AtomicLong answered = new AtomicLong();
  final AtomicLong wrong = new AtomicLong();
  final AtomicInteger broken = new AtomicInteger();
  private final AtomicBoolean on = new AtomicBoolean(true);
  private final List<Thread> threads = new ArrayList<>();

  RepeatingCallers(URI uri) {
    for (int i = 0; i < COUNT; i++) {
      int number = i;
      threads.add(Thread.ofPlatform().daemon().start(() -> call(uri, number)));
    }
  }

  // A connection stays with its node: only new ones find a node that has come back.
  private void call(URI uri, int number) {
    for (int i = 0; on.get(); i += REUSED) {
      try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
        for (int j = 0; j < REUSED && on.get(); j++) {
          byte[] sent = (number + " " + (i + j)).getBytes(StandardCharsets.US_ASCII);
          boolean done = false;
          while (!done && on.get()) {
            done = once(http, uri, sent);
          }
        }
      }
    }
  }

  private boolean once(HttpClient http, URI uri, byte[] sent) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(uri)
                  .timeout(Duration.ofSeconds(120))
                  .POST(HttpRequest.BodyPublishers.ofByteArray(sent))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      String expected = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(sent));
      boolean right = answer.statusCode() == 200 && answer.body().contains(expected);
      if (!right) {
        wrong.incrementAndGet();
      }
      answered.incrementAndGet();
      return true;
    } catch (IOException e) {
      broken.incrementAndGet();
      return false;
    } catch (Exception e) {
      wrong.incrementAndGet();
      return true;
    }
  }

  /** Waits for so many more answers. */
  void more(int count) throws InterruptedException {
    long wanted = answered.get() + count;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(300);
    while (answered.get() < wanted) {
      assertTrue(System.nanoTime() < end, "no answers any more");
      Thread.sleep(5);
    }
  }

  @Override
  public void close() throws InterruptedException {
    on.set(false);
    for (Thread each : threads) {
      each.join(300_000);
    }
  }
}
