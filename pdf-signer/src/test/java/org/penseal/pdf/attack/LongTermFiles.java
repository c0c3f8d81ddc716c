// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.penseal.cms.ContainerSize;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.extend.LongTerm;
import org.penseal.pdf.sign.PdfExtender;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.signature.Level;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.embedded.TestAuthority;
import org.penseal.trust.revocation.RevocationCache;
import org.penseal.trust.revocation.RevocationClient;
import org.penseal.trust.revocation.ValidationData;

/** Signatures with time-stamps and long-term data, by an authority of their own on loopback. */
final class LongTermFiles implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  // For tokens that are put in place of others.
  private static final int ROOM_BYTES = 3000;

  private final Path folder;
  private final TestAuthority authority;

  LongTermFiles(Path folder, TestAuthority.Kind kind) throws Exception {
    this.folder = folder;
    this.authority = TestAuthority.start(kind);
  }

  X509Certificate root() {
    return authority.rootCertificate();
  }

  ValidationData lists() throws Exception {
    return new ValidationData(List.of(), List.of(), List.of(Octets.of(authority.list())));
  }

  private TimestampClient tsa() {
    return new TimestampClient(
        List.of(authority.tsaUri()), TIMEOUT, SigningBench.HASHING, new SecureRandom());
  }

  /** A token of the authority over anything. */
  byte[] token(byte[] data) throws Exception {
    return tsa().stamp(Octets.of(data), "SHA-256").der().bytes();
  }

  /** PAdES B-T. */
  byte[] stamped(byte[] input, Placement placement, int certify) throws Exception {
    Path in = Files.write(Files.createTempFile(folder, "in-", ".pdf"), input);
    Path out = folder.resolve("stamped.pdf");
    try (SigningKey key = authority.signingKey()) {
      TimestampClient tsa = tsa();
      String digest = key.suite().digest();
      boolean bare = placement instanceof Placement.Invisible;
      SignatureSpec<Profile.Stamped> spec =
          new SignatureSpec<Profile.Stamped>(
                  Profile.PADES_T,
                  key.suite(),
                  "Signer",
                  SigningBench.SIGNED_AT,
                  placement,
                  bare ? null : SigningBench.appearance("Signer"),
                  null)
              .with(new SignatureSpec.Terms("", "", certify, List.of()));
      int token = tsa.probe(digest).largestTokenBytes();
      int size =
          ROOM_BYTES
              + ContainerSize.of(
                  Profile.PADES_T, key.suite(), key.chain(), token, SigningBench.HASHING);
      new PdfSigner(SigningBench.HASHING)
          .sign(
              in,
              null,
              spec,
              size,
              out,
              prepared -> {
                var signed = prepared.signed(key);
                return signed.stamped(tsa.stamp(signed.cms().signatureValue(), digest).der());
              });
    }
    return taken(in, out);
  }

  private static byte[] taken(Path in, Path out) throws Exception {
    byte[] made = Files.readAllBytes(out);
    Files.delete(in);
    Files.delete(out);
    return made;
  }

  /** Long-term data, and at level LTA an archive time-stamp; refuses what is broken. */
  byte[] extended(byte[] input, Level level) throws Exception {
    Path in = Files.write(Files.createTempFile(folder, "in-", ".pdf"), input);
    Path out = folder.resolve("extended.pdf");
    RevocationClient client =
        new RevocationClient(
            new HttpExchange(TIMEOUT),
            RevocationCache.inMemory(),
            List.of(),
            Clock.systemUTC(),
            new SecureRandom());
    new LongTerm(authority.store(), client, tsa(), SigningBench.HASHING, Clock.systemUTC())
        .extend(in, null, level, out);
    return taken(in, out);
  }

  /** Data alone, nothing asked. */
  byte[] with(byte[] input, ValidationData data) throws Exception {
    return updated(input, data, null);
  }

  /** A document time-stamp over whatever there is, nothing asked. */
  byte[] documentStamped(byte[] input) throws Exception {
    TimestampClient tsa = tsa();
    int size = ROOM_BYTES + tsa.probe("SHA-256").largestTokenBytes();
    return updated(
        input,
        ValidationData.NONE,
        new PdfExtender.Stamping(
            "SHA-256", size, digest -> tsa.ask(digest, "SHA-256").timestamp().der()));
  }

  private byte[] updated(
      byte[] input,
      ValidationData data,
      PdfExtender.@org.jspecify.annotations.Nullable Stamping stamping)
      throws Exception {
    Path in = Files.write(Files.createTempFile(folder, "in-", ".pdf"), input);
    Path out = folder.resolve("updated.pdf");
    new PdfExtender(SigningBench.HASHING).extend(in, null, data, stamping, out);
    return taken(in, out);
  }

  @Override
  public void close() {
    authority.close();
  }
}
