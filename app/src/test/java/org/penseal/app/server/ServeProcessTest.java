// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.Crash;
import org.penseal.app.server.audit.AuditLog;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.trust.TimestampClient;

/** The services as a program: small, without a screen, asked to stop, killed. */
@Crash
@Timeout(1800)
class ServeProcessTest {
  @BeforeAll
  static void registers() {
    CryptoProvider.register();
  }

  private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void itRunsIn256MegabytesWithoutScreenAndPicturesAndStopsWhenAsked() throws Exception {
    assertFalse(ServeProcess.classPath().toString().contains("javafx"));
    try (ServeProcess services = ServeProcess.start(folder)) {
      assertEquals(200, services.status(services.monitor("/health/live")));
      assertEquals(200, services.status(services.monitor("/health/ready")));
      HttpResponse<byte[]> digest = services.post("/v1/digest", "application/octet-stream", HELLO);
      assertEquals(200, digest.statusCode());
      // 64 MB through a heap of 256, of which most is in use by then.
      byte[] large = new byte[64 << 20];
      assertEquals(
          200, services.post("/v1/digest", "application/octet-stream", large).statusCode());
      assertEquals(143, services.stop());
      assertTrue(services.said().contains("drained, all calls answered: true"));
      assertFalse(services.said().contains("hello"));
    }
  }

  @Test
  void killedAtAnyMomentItNeverRepeatsASerialNumberAndLosesNoRecord() throws Exception {
    Set<BigInteger> serials = new HashSet<>();
    int stamped = 0;
    for (int round = 0; round < 2; round++) {
      try (ServeProcess services = ServeProcess.start(folder)) {
        TimestampClient client =
            new TimestampClient(
                List.of(services.uri("/tsa")),
                Duration.ofSeconds(30),
                Hashing.jca(),
                new SecureRandom());
        for (int i = 0; i < 20; i++) {
          // Without the random half: the counter itself must not repeat.
          serials.add(client.stamp(Octets.of(HELLO)).serialNumber().shiftRight(64));
          stamped++;
        }
        services.kill();
      }
    }
    assertEquals(stamped, serials.size());
    long recorded = AuditLog.verify(folder.resolve("serve-demo/data/audit"));
    assertTrue(recorded >= stamped, recorded + " of " + stamped);
  }
}
