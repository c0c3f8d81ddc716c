// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.penseal.app.cli.KeyFile;
import org.penseal.cms.ContainerSize;
import org.penseal.key.Pkcs12File;
import org.penseal.key.StationKey;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.sign.Completable;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.signature.Hashing;
import org.penseal.signature.SigningKey;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.EmbeddedTrust;

/**
 * Keys of each kind that a verifier trusts, and what their owner signs with evidence of his own.
 */
final class TrustedAttackers {
  /** The kind of key. */
  enum Kind {
    SM2,
    RSA,
    P256
  }

  private final Map<Kind, Pkcs12File> keys = new EnumMap<>(Kind.class);
  private final Path folder;

  /**
   * @param folder of the test, for keys and roots
   */
  TrustedAttackers(Path folder, SecureRandom random) throws Exception {
    this.folder = folder;
    keys.put(
        Kind.SM2, StationKey.generate("Mallory", Instant.now().minus(1, ChronoUnit.HOURS), random));
    keys.put(Kind.RSA, made("-newkey", "rsa:2048"));
    keys.put(Kind.P256, made("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"));
    for (Kind each : Kind.values()) {
      EmbeddedTrust.writePem(roots(each), Purpose.SIGNER, certificate(each));
    }
  }

  private Pkcs12File made(String... request) throws Exception {
    KeyFile key = KeyFile.make(folder, request);
    return Pkcs12File.read(key.file(), Files.readString(key.password()).strip().toCharArray());
  }

  private Pkcs12File key(Kind kind) {
    return Objects.requireNonNull(keys.get(kind));
  }

  X509Certificate certificate(Kind kind) {
    return key(kind).chain().getFirst();
  }

  private Path roots(Kind kind) {
    return folder.resolve("roots-" + kind);
  }

  /** Trusted folders, one for each. */
  List<Path> roots() {
    return Stream.of(Kind.values()).map(this::roots).toList();
  }

  /** The same roots and those of the attackers. */
  TrustStore beside(TrustStore roots) {
    TrustStore all = roots;
    for (Kind each : Kind.values()) {
      all = all.with(Purpose.SIGNER, certificate(each));
    }
    return all;
  }

  /** Signs a document together with evidence, and changes it in the same update. */
  Path sign(Kind kind, Path document, EvidenceStreams evidence, HostileHost.Edit edit, Path out)
      throws Exception {
    try (SigningKey key = key(kind).open()) {
      return new HostileHost(key, evidence).sign(document, edit, out);
    }
  }

  /** Signs a document together with evidence. */
  Path sign(Kind kind, Path document, EvidenceStreams evidence, Path out) throws Exception {
    Hashing hashing = Hashing.jca();
    try (SigningKey key = key(kind).open()) {
      SignatureSpec<Profile.Unstamped> spec =
          new SignatureSpec<>(
              Profile.PADES_B,
              key.suite(),
              "Mallory",
              OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS),
              new Placement.Invisible(),
              null,
              evidence);
      int container =
          ContainerSize.of(Profile.PADES_B, key.suite(), key.chain(), 0, hashing)
              + evidence.manifest().size();
      new PdfSigner(hashing)
          .sign(
              document,
              null,
              spec,
              container,
              out,
              prepared -> Completable.of(prepared.signed(key)));
    }
    return out;
  }
}
