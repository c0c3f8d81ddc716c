// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.penseal.app.cli.terminal.Secrets;
import org.penseal.app.evidence.Origin;
import org.penseal.app.evidence.TsaOrigin;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.form.InkAppearance;
import org.penseal.app.workplace.Station;
import org.penseal.cms.ContainerSize;
import org.penseal.cms.SigningCertificate;
import org.penseal.pdf.Appearance;
import org.penseal.pdf.Placement;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.extend.LongTerm;
import org.penseal.pdf.sign.Completable;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.pdf.sign.Signed;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Level;
import org.penseal.signature.Octets;
import org.penseal.signature.SigningKey;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TimestampClient;

/** Signs a PDF with a key file alone: no pad, no person, no case. */
final class PlainSigning {
  private PlainSigning() {}

  /**
   * What was done.
   *
   * @param profile what was reached
   * @param tsa who stamped the signature; empty if nobody did
   * @param passedOver timestamp services that were asked before in vain, each with a reason code
   */
  record Outcome(String profile, Optional<URI> tsa, List<String> passedOver) {
    static Outcome of(String profile, TimestampClient.Answer answer) {
      return new Outcome(profile, Optional.of(answer.uri()), answer.passedOver());
    }
  }

  static Outcome sign(Station station, SignOptions options, SigningKey key)
      throws SigningException, IOException {
    CaseServices services = station.services();
    Level level = options.level();
    if (!level.longTerm()) {
      return sign(new Work(services, options, key, options.out));
    }
    LongTerm longTerm = services.longTerm(services.namedTsa());
    longTerm.rehearse(key.chain());
    Path folder = Files.createTempDirectory(Files.createDirectories(station.data()), "plain-");
    Path signed = folder.resolve("signed.pdf");
    try {
      Outcome outcome = sign(new Work(services, options, key, signed));
      longTerm.extend(signed, password(options), level, options.out);
      return outcome;
    } finally {
      Files.deleteIfExists(signed);
      Files.deleteIfExists(folder);
    }
  }

  private record Work(CaseServices services, SignOptions options, SigningKey key, Path output) {}

  // Room for the token, and whether it is a demonstration's.
  private record Stamp(int bytes, boolean demo) {
    static final Stamp NONE = new Stamp(0, false);
  }

  private static boolean isDemo(Work work, Timestamp token) {
    return TsaOrigin.of(token, work.services().roots()) == Origin.DEMO;
  }

  private static Outcome sign(Work work) throws SigningException {
    SigningKey key = work.key();
    boolean gm = work.options().gm();
    String name = work.options().profile();
    if (!work.options().level().stamped()) {
      Profile.Unstamped profile = gm ? Profile.GM_CMS : Profile.PADES_B;
      sign(work, profile, Stamp.NONE, prepared -> Completable.of(prepared.signed(key)));
      return new Outcome(name, Optional.empty(), List.of());
    }
    Profile.Stamped profile = gm ? Profile.GM_CMS_T : Profile.PADES_T;
    requireFit(work, profile);
    TimestampClient named = work.services().plainTsa();
    String digest = key.suite().digest();
    TimestampClient.Health health = named.probe(digest);
    boolean demo = health.tokens().stream().anyMatch(each -> isDemo(work, each));
    // What the page says is true of whoever stamps.
    TimestampClient tsa = named.admitting(each -> demo || !isDemo(work, each));
    int timestampBytes = health.largestTokenBytes();
    AtomicReference<TimestampClient.Answer> answer = new AtomicReference<>();
    sign(
        work,
        profile,
        new Stamp(timestampBytes, demo),
        prepared -> {
          Signed<Profile.Stamped> signed = prepared.signed(key);
          byte[] value = signed.cms().signatureValue().bytes();
          Octets imprint = Octets.of(work.services().hashing().start(digest).digest(value));
          answer.set(tsa.ask(imprint, digest));
          return signed.stamped(answer.get().timestamp().der());
        });
    return Outcome.of(name, answer.get());
  }

  private static void requireFit(Work work, Profile profile) throws SigningException {
    SigningKey key = work.key();
    profile.requireFor(key.suite());
    SigningCertificate.require(
        key.chain().getFirst(), key.suite(), work.services().clock().instant());
  }

  private static <P extends Profile> void sign(
      Work work, P profile, Stamp stamp, PdfSigner.Steps<P> steps) throws SigningException {
    requireFit(work, profile);
    SigningKey key = work.key();
    int container =
        ContainerSize.of(
            profile, key.suite(), key.chain(), stamp.bytes(), work.services().hashing());
    new PdfSigner(work.services().hashing())
        .sign(
            work.options().in,
            password(work.options()),
            spec(work, profile, stamp.demo()),
            container,
            work.output(),
            steps);
  }

  private static @Nullable String password(SignOptions options) throws SigningException {
    char[] password = Secrets.password(options.pdfPasswordFile);
    return password.length == 0 ? null : new String(password);
  }

  private static <P extends Profile> SignatureSpec<P> spec(Work work, P profile, boolean demo)
      throws SigningException {
    SigningKey key = work.key();
    String name =
        Objects.requireNonNullElseGet(
            work.options().identity.name,
            () -> CertificateFacts.commonName(key.chain().getFirst()));
    OffsetDateTime now =
        OffsetDateTime.now(work.services().clock()).truncatedTo(ChronoUnit.SECONDS);
    Placement placement = work.options().placement();
    SignatureSpec.Terms terms = work.options().place.terms();
    Appearance appearance =
        placement instanceof Placement.Invisible
            ? null
            : new Appearance(List.of(), name, now.toString(), InkAppearance.said(terms), demo);
    return new SignatureSpec<>(profile, key.suite(), name, now, placement, appearance, null)
        .with(terms);
  }
}
