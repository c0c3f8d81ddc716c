// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Slow;
import org.penseal.key.Pkcs12File;
import org.penseal.refusal.SigningException;

/** One application floods, another goes on. */
@Slow
@Timeout(1800)
class FloodTest {
  private static final int FLOODING = 48;
  private static final int CALLS = 40;
  // Two processors: another's call under way in each turn, and one of ours; the rest is slack for
  // a machine that does other things.
  private static final int FACTOR = 12;

  @TempDir Path folder;

  private static HttpRequest request(DemoServer demo, boolean known) {
    HttpRequest.Builder builder =
        known
            ? demo.authorised("/v1/certificate/check")
            : HttpRequest.newBuilder(demo.uri("/v1/certificate/check"));
    String certificate = Base64.getEncoder().encodeToString(certificate(demo));
    return builder
        .header("Content-Type", "application/json")
        .POST(
            HttpRequest.BodyPublishers.ofString(
                "{\"certificate\":\"" + certificate + "\"}", StandardCharsets.UTF_8))
        .build();
  }

  private static byte[] certificate(DemoServer demo) {
    try {
      return Pkcs12File.read(demo.folder.resolve("seal-sm2.p12"), "penseal-demo".toCharArray())
          .chain()
          .getFirst()
          .getEncoded();
    } catch (GeneralSecurityException | SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  // The middle one of all, milliseconds.
  private static double middle(DemoServer demo, HttpRequest request) throws Exception {
    double[] took = new double[CALLS];
    for (int i = 0; i < CALLS; i++) {
      long begin = System.nanoTime();
      HttpResponse<byte[]> answer =
          demo.http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertEquals(200, answer.statusCode());
      took[i] = (System.nanoTime() - begin) / 1e6;
    }
    Arrays.sort(took);
    return took[CALLS / 2];
  }

  @Test
  void anApplicationIsNotSlowedBeyondAFactorByOneThatFloods() throws Exception {
    try (DemoServer demo = DemoServer.start(folder.resolve("demo"))) {
      HttpRequest quiet = request(demo, true);
      middle(demo, quiet); // warm
      double alone = middle(demo, quiet);
      AtomicBoolean on = new AtomicBoolean(true);
      AtomicInteger answered = new AtomicInteger();
      HttpRequest flood = request(demo, false);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < FLOODING; i++) {
        threads.add(
            Thread.ofVirtual()
                .start(
                    () -> {
                      while (on.get()) {
                        try {
                          demo.http.send(flood, HttpResponse.BodyHandlers.discarding());
                          answered.incrementAndGet();
                        } catch (Exception e) {
                          on.set(false);
                        }
                      }
                    }));
      }
      while (answered.get() < FLOODING) {
        Thread.onSpinWait();
      }
      double flooded = middle(demo, quiet);
      assertTrue(on.get(), "the flood ended early");
      on.set(false);
      for (Thread each : threads) {
        each.join();
      }
      // Served in the order of arrival it would wait for all 48 of the flood.
      assertTrue(
          flooded < FACTOR * Math.max(alone, 2),
          "%.1f ms alone, %.1f ms under a flood".formatted(alone, flooded));
    }
  }
}
