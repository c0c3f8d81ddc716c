// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.tsa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.server.file.ServeFile;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.key.KeyRing;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.refusal.ServeException.NotReady;
import org.penseal.app.workplace.CryptoProvider;
import org.penseal.app.workplace.file.Secret;
import org.penseal.signature.Hashing;
import org.penseal.trust.embedded.DemoIssuer;
import org.penseal.trust.tsa.StampAuthority;

class StamperTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  @TempDir Path folder;

  private KeyRing ring() throws Exception {
    CryptoProvider.register();
    DemoIssuer issuer =
        DemoIssuer.in(
            folder.resolve("root.p12"), "Root", DemoIssuer.Curve.SM2, Clock.systemUTC(), RANDOM);
    issuer.issue(
        folder.resolve("tsa.p12"),
        "word".toCharArray(),
        "TSA",
        DemoIssuer.Use.STAMP,
        DemoIssuer.Curve.SM2);
    Path word = Files.writeString(folder.resolve("password"), "word\n");
    Files.setPosixFilePermissions(word, PosixFilePermissions.fromString("rw-------"));
    Path file =
        Files.writeString(
            folder.resolve("serve.json"),
            """
            {"version":1,"listen":[{"address":"127.0.0.1:0"}],"keys":[{"name":"tsa",
             "use":"timestamp","versions":[{"place":"tsa.p12","secret":"file:password"}]}]}""");
    return KeyRing.open(ServeFile.read(file), Secret.Asker.NOBODY, Hashing.jca(), Instant.now());
  }

  private StampAuthority.Answer stamped(NamedKey key, Instant at, String data) throws Exception {
    byte[] request =
        new TimeStampRequestGenerator()
            .generate(TSPAlgorithms.SM3, new byte[32], BigInteger.ONE)
            .getEncoded();
    // As far from the real time as it is now.
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(Instant.now(), at));
    try (Stamper stamper =
        Stamper.open(
            new ServeSettings.Stamping(List.of("tsa"), "1.2.3.4", 500, List.of()),
            Files.createDirectories(folder.resolve(data)),
            clock,
            RANDOM,
            peers -> {
              throw new IllegalStateException("no peers are named");
            })) {
      return stamper.stamp(StampAuthority.read(request), key);
    }
  }

  @Test
  void nothingIsStampedOutsideTheValidityOfTheCertificate() throws Exception {
    try (KeyRing ring = ring()) {
      NamedKey key = ring.find("tsa").orElseThrow();
      Instant from = key.certificate(Instant.now()).getNotBefore().toInstant();
      Instant until = key.certificate(Instant.now()).getNotAfter().toInstant();
      assertTrue(stamped(key, Instant.now(), "now").granted());
      assertTrue(stamped(key, until.minusSeconds(60), "last").granted());
      for (Instant each : List.of(until.plusSeconds(60), from.minusSeconds(60))) {
        NotReady refusal =
            assertThrows(NotReady.class, () -> stamped(key, each, "out" + each.getEpochSecond()));
        assertEquals(NotReady.Part.KEY, refusal.what);
      }
    }
  }
}
