// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.app.evidence.Origin;
import org.penseal.app.evidence.TsaOrigin;
import org.penseal.app.signing.form.InkAppearance;
import org.penseal.cms.ContainerSize;
import org.penseal.cms.SigningCertificate;
import org.penseal.file.Keeping;
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
import org.penseal.trust.ProjectOids;
import org.penseal.trust.Timestamp;
import org.penseal.trust.TimestampClient;

/** Signs one PDF with a key of the server, up to any level. */
final class PdfSigning {
  private final Resources with;
  private final Trust trust;
  private final SigningKey key;

  PdfSigning(Resources with, Trust trust, SigningKey key) {
    this.with = with;
    this.trust = trust;
    this.key = key;
  }

  /** Signs; gives the output. */
  Path sign(Path in, PdfOrder order, Path out) throws SigningException, IOException {
    SigningCertificate.require(key.chain().getFirst(), key.suite(), with.clock().instant());
    if (!order.level().longTerm()) {
      signed(in, order, out);
      return out;
    }
    LongTerm longTerm =
        new LongTerm(
            with.trust(), trust.revocation(), trust.stampers(), with.hashing(), with.clock());
    longTerm.rehearse(key.chain());
    Path stamped = out.resolveSibling("stamped.pdf");
    try {
      signed(in, order, stamped);
      longTerm.extend(stamped, null, order.level(), out);
      return out;
    } finally {
      Files.deleteIfExists(stamped);
    }
  }

  private void signed(Path in, PdfOrder order, Path out) throws SigningException {
    boolean demo = isDemo(key.chain());
    if (order.level() == Level.B) {
      Profile.Unstamped profile = order.gm() ? Profile.GM_CMS : Profile.PADES_B;
      write(in, order, profile, 0, demo, out, ready -> Completable.of(ready.signed(key)));
      return;
    }
    Profile.Stamped profile = Profile.PADES_T;
    TimestampClient named = trust.stampers();
    String digest = key.suite().digest();
    TimestampClient.Health health = named.probe(digest);
    boolean stampedByDemo = health.tokens().stream().anyMatch(this::isDemo);
    // What the page says is true of whoever stamps.
    TimestampClient tsa = named.admitting(each -> stampedByDemo || !isDemo(each));
    write(
        in,
        order,
        profile,
        health.largestTokenBytes(),
        demo || stampedByDemo,
        out,
        ready -> {
          Signed<Profile.Stamped> done = ready.signed(key);
          byte[] value = done.cms().signatureValue().bytes();
          Octets imprint = Octets.of(with.hashing().start(digest).digest(value));
          return done.stamped(tsa.ask(imprint, digest).timestamp().der());
        });
  }

  private boolean isDemo(Timestamp token) {
    return TsaOrigin.of(token, with.trust()) == Origin.DEMO;
  }

  private static boolean isDemo(List<X509Certificate> chain) {
    return chain.stream()
        .anyMatch(each -> CertificateFacts.hasPolicy(each, ProjectOids.POLICY_DEMO));
  }

  private <P extends Profile> void write(
      Path in,
      PdfOrder order,
      P profile,
      int tokenBytes,
      boolean demo,
      Path out,
      PdfSigner.Steps<P> steps)
      throws SigningException {
    profile.requireFor(key.suite());
    int container = ContainerSize.of(profile, key.suite(), key.chain(), tokenBytes, with.hashing());
    String name = CertificateFacts.commonName(key.chain().getFirst());
    OffsetDateTime now = OffsetDateTime.now(with.clock()).truncatedTo(ChronoUnit.SECONDS);
    @Nullable Appearance shown =
        order.placement() instanceof Placement.Invisible
            ? null
            : new Appearance(
                List.of(), name, now.toString(), InkAppearance.said(order.terms()), demo);
    SignatureSpec<P> spec =
        new SignatureSpec<>(profile, key.suite(), name, now, order.placement(), shown, null)
            .with(order.terms());
    new PdfSigner(with.hashing(), Keeping.PASSING).sign(in, null, spec, container, out, steps);
  }
}
