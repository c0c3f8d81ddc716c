// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.extend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.cms.ContainerSize;
import org.penseal.pdf.Documents;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.SigningBench;
import org.penseal.pdf.sign.Completable;
import org.penseal.pdf.sign.PdfExtender;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.pdf.sign.Prepared;
import org.penseal.pdf.sign.Signed;
import org.penseal.pdf.verify.PdfVerifier;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Level;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.embedded.TestAuthority;
import org.penseal.trust.revocation.RevocationCache;
import org.penseal.trust.revocation.RevocationClient;
import org.penseal.trust.revocation.ValidationData;

/** Signs, extends and verifies files of one folder. */
final class LongTermBench {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Path folder;

  LongTermBench(Path folder) {
    this.folder = folder;
  }

  static TimestampClient tsa(TestAuthority authority) {
    return new TimestampClient(
        List.of(authority.tsaUri()), TIMEOUT, SigningBench.HASHING, new SecureRandom());
  }

  static RevocationClient client(Clock clock) {
    return new RevocationClient(
        new HttpExchange(TIMEOUT),
        RevocationCache.inMemory(),
        List.of(),
        clock,
        new SecureRandom());
  }

  static LongTerm longTerm(TestAuthority authority) {
    return longTerm(authority, Clock.systemUTC());
  }

  static LongTerm longTerm(TestAuthority authority, Clock clock) {
    return new LongTerm(
        authority.store(), client(clock), tsa(authority), SigningBench.HASHING, clock);
  }

  /** A file, and what opens it if it is locked. */
  record Input(Path file, @Nullable String password) {}

  /** A signature by one authority, with a time-stamp of this one or none. */
  Path signed(TestAuthority authority, Path input, @Nullable TestAuthority stamper)
      throws Exception {
    return signed(authority, new Input(input, null), stamper);
  }

  Path signed(TestAuthority authority, Input input, @Nullable TestAuthority stamper)
      throws Exception {
    Path output = folder.resolve("signed.pdf");
    try (SigningKey key = authority.signingKey()) {
      if (stamper != null) {
        TimestampClient tsa = tsa(stamper);
        String digest = key.suite().digest();
        int token = tsa.probe(digest).largestTokenBytes();
        sign(key, Profile.PADES_T, input, token, prepared -> stamped(key, prepared, tsa), output);
      } else {
        sign(
            key,
            Profile.PADES_B,
            input,
            0,
            prepared -> Completable.of(value(key, prepared)),
            output);
      }
    }
    return output;
  }

  private <P extends Profile> void sign(
      SigningKey key, P profile, Input input, int token, PdfSigner.Steps<P> steps, Path output)
      throws Exception {
    SignatureSpec<P> spec =
        new SignatureSpec<>(
            profile,
            key.suite(),
            "Signer",
            SigningBench.SIGNED_AT,
            new Placement.Invisible(),
            null,
            null);
    int container =
        ContainerSize.of(profile, key.suite(), key.chain(), token, SigningBench.HASHING);
    new PdfSigner(SigningBench.HASHING)
        .sign(input.file(), input.password(), spec, container, output, steps);
  }

  private static <P extends Profile> Signed<P> value(SigningKey key, Prepared<P> prepared)
      throws SigningException {
    return prepared.signed(key);
  }

  private static Completable stamped(
      SigningKey key, Prepared<Profile.Stamped> prepared, TimestampClient tsa)
      throws SigningException {
    Signed<Profile.Stamped> signed = value(key, prepared);
    return signed.stamped(tsa.stamp(signed.cms().signatureValue(), key.suite().digest()).der());
  }

  Path signed(TestAuthority authority) throws Exception {
    return signed(authority, authority);
  }

  Path signed(TestAuthority authority, TestAuthority stamper) throws Exception {
    return signed(authority, Documents.plain(folder.resolve("in.pdf")), stamper);
  }

  static Report verify(TestAuthority authority, Path file, Instant now) throws Exception {
    return verify(authority, new Input(file, null), now);
  }

  static Report verify(TestAuthority authority, Input input, Instant now) throws Exception {
    return new PdfVerifier(authority.store(), SigningBench.HASHING)
        .verify(input.file(), input.password(), now);
  }

  Path extended(TestAuthority authority, Path input, Level level, String name) throws Exception {
    return extended(authority, new Input(input, null), level, name);
  }

  Path extended(TestAuthority authority, Input input, Level level, String name) throws Exception {
    Path output = folder.resolve(name);
    longTerm(authority).extend(input.file(), input.password(), level, output);
    byte[] before = Files.readAllBytes(input.file());
    byte[] after = Files.readAllBytes(output);
    assertArrayEquals(before, Arrays.copyOf(after, before.length), "earlier bytes stay");
    return output;
  }

  Path withList(Path file, byte[] list, String name) throws Exception {
    Path told = folder.resolve(name);
    ValidationData data = new ValidationData(List.of(), List.of(), List.of(Octets.of(list)));
    new PdfExtender(SigningBench.HASHING).extend(file, null, data, null, told);
    return told;
  }
}
