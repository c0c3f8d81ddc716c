// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.revocation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.trust.HandClock;
import org.penseal.trust.RevocationFiles;
import org.penseal.trust.TestChain;
import org.penseal.trust.TestChain.Party;

/** Revocation lists that are replaced while connections are judged by them. */
@SuppressWarnings("NullAway.Init") // before each test
class PathRevocationTest {
  private static final Duration SHORT = RevocationFiles.UNNOTICED.minusSeconds(1);

  @TempDir Path folder;
  private final HandClock watch = new HandClock(Instant.now());
  private Party issuer;
  private List<X509Certificate> path;
  private Path file;
  private PathRevocation rule;

  @BeforeEach
  void withoutAnyRevoked() throws Exception {
    issuer = TestChain.party("issuer", "P-256");
    X509Certificate root = TestChain.ca(issuer, issuer);
    path = List.of(TestChain.leaf(issuer, TestChain.party("end", "P-256")), root);
    file = folder.resolve("list.crl");
    Files.write(file, list());
    RevocationFiles lists = RevocationFiles.of(List.of(file), watch);
    rule =
        new PathRevocation(
            () -> new PathJudge.Sources(lists.lists(), Optional.empty()), true, watch);
  }

  private byte[] list(X509Certificate... revoked) throws Exception {
    Instant made = Instant.now().minus(Duration.ofHours(1));
    X509v2CRLBuilder builder = new X509v2CRLBuilder(new X500Name(issuer.name()), Date.from(made));
    builder.setNextUpdate(Date.from(made.plus(Duration.ofDays(1))));
    for (X509Certificate each : revoked) {
      builder.addCRLEntry(each.getSerialNumber(), Date.from(made), 1);
    }
    return builder
        .build(
            new JcaContentSignerBuilder("SHA256withECDSA")
                .setProvider("BC")
                .build(issuer.key().getPrivate()))
        .getEncoded();
  }

  private void later(Duration time) {
    watch.now = watch.now.plus(time);
  }

  @Test
  void listThatWasReplacedCountsAfterAMinute() throws Exception {
    assertDoesNotThrow(() -> rule.require(path));
    Files.write(file, list(path.getFirst()));
    later(SHORT);
    assertDoesNotThrow(() -> rule.require(path), "not looked for yet");
    later(Duration.ofSeconds(1));
    assertEquals(
        CertPathValidatorException.BasicReason.REVOKED,
        assertThrows(CertPathValidatorException.class, () -> rule.require(path)).getReason());
  }

  @Test
  void fileThatCannotBeReadLeavesTheListsOfBefore() throws Exception {
    Files.write(file, list(path.getFirst()));
    later(RevocationFiles.UNNOTICED);
    assertThrows(CertPathValidatorException.class, () -> rule.require(path));
    Files.writeString(file, "half of a list");
    later(RevocationFiles.UNNOTICED);
    assertThrows(CertPathValidatorException.class, () -> rule.require(path));
    Files.delete(file);
    later(RevocationFiles.UNNOTICED);
    assertThrows(CertPathValidatorException.class, () -> rule.require(path));
    Files.write(file, list());
    later(RevocationFiles.UNNOTICED);
    assertDoesNotThrow(() -> rule.require(path), "read again");
  }
}
