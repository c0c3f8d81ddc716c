// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.signature.Hashing;
import org.penseal.trust.TimestampClient;

class EmbeddedTrustRestartTest {
  @TempDir Path folder;

  @BeforeAll
  static void provider() {
    Security.addProvider(new BouncyCastleProvider());
  }

  @Test
  void stampsUnderTheSameRootAfterARestart() throws Exception {
    X509Certificate root;
    try (EmbeddedTrust first = start()) {
      root = first.tsaRoot();
      assertTrue(probe(first) > 0);
    }
    try (EmbeddedTrust second = start()) {
      assertEquals(root, second.tsaRoot());
      assertTrue(probe(second) > 0);
    }
  }

  private EmbeddedTrust start() throws Exception {
    return EmbeddedTrust.start(
        folder, request -> Optional.empty(), Clock.systemUTC(), new SecureRandom());
  }

  private static int probe(EmbeddedTrust trust) throws Exception {
    return new TimestampClient(
            List.of(trust.tsaUri()), Duration.ofSeconds(60), Hashing.jca(), new SecureRandom())
        .probe();
  }
}
