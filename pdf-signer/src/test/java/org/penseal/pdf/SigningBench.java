// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.ContainerSize;
import org.penseal.cms.SignedAttributes;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Hashing;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;
import org.penseal.trust.EventRequest;
import org.penseal.trust.ProjectOids;
import org.penseal.trust.Purpose;
import org.penseal.trust.RequestCheck;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.cmp.CmpClient;
import org.penseal.trust.embedded.EmbeddedTrust;

/** A whole signing place for tests: embedded trust, keys, and one call that signs. */
public final class SigningBench implements AutoCloseable {
  public static final Hashing HASHING = Hashing.jca();
  public static final OffsetDateTime SIGNED_AT =
      OffsetDateTime.of(2026, 11, 20, 10, 15, 30, 0, ZoneOffset.ofHours(8));
  public static final EvidenceStreams EVIDENCE =
      new EvidenceStreams(
          Octets.of("{\"manifest\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
          Octets.of(new byte[] {0x30, 3, 2, 1, 5}),
          Octets.of(new byte[] {0x30, 3, 2, 1, 7}));

  static {
    if (Security.getProvider("BC") == null) {
      Security.addProvider(new BouncyCastleProvider());
    }
  }

  public final Path folder;
  public final EmbeddedTrust trust;
  public final SecureRandom random = new SecureRandom();
  public final PdfSigner signer = new PdfSigner(HASHING);
  private int counter;

  private SigningBench(Path folder, EmbeddedTrust trust) {
    this.folder = folder;
    this.trust = trust;
  }

  public static void registerProvider() {
    // The static initialiser has done it.
  }

  public static SigningBench open(Path folder) throws SigningException, IOException {
    return open(folder, request -> Optional.empty(), Clock.systemUTC());
  }

  public static SigningBench open(Path folder, RequestCheck check, Clock clock)
      throws SigningException, IOException {
    Path keys = Files.createDirectories(folder.resolve("keys"));
    return new SigningBench(folder, EmbeddedTrust.start(keys, check, clock, new SecureRandom()));
  }

  public TrustStore store() {
    return TrustStore.empty()
        .with(Purpose.SIGNER, trust.signerRoot())
        .with(Purpose.TSA, trust.tsaRoot());
  }

  public CmpClient ca() {
    return new CmpClient(
        trust.caUri(), trust.protection(), Duration.ofSeconds(60), HASHING, Clock.systemUTC());
  }

  public TimestampClient tsa() {
    return new TimestampClient(List.of(trust.tsaUri()), Duration.ofSeconds(60), HASHING, random);
  }

  public static Octets sm3(byte[] bytes) {
    return Octets.of(HASHING.start("SM3").digest(bytes));
  }

  public static EvidenceBinding binding(Path input) throws IOException {
    byte[] bytes = Files.readAllBytes(input);
    Instant time = Instant.parse("2026-11-20T02:14:00Z");
    return new EvidenceBinding(
        1,
        "case-1",
        sm3(bytes),
        bytes.length,
        sm3(new byte[] {1}),
        sm3(EVIDENCE.manifest().bytes()),
        sm3(EVIDENCE.statement().bytes()),
        new EvidenceBinding.Identity(1, sm3(new byte[] {2}), "match", "sim", time),
        new EvidenceBinding.Device(
            "penseal-ref", "SIM0001", sm3(EVIDENCE.statement().bytes()), true, "simulated"),
        new EvidenceBinding.Software("PenSeal", "0.1.0"),
        ProjectOids.POLICY_ONE_TIME);
  }

  /** A certified one-time key. */
  public SoftwareOneTimeKey key(Path input) throws SigningException, IOException {
    SoftwareOneTimeKey key = SoftwareOneTimeKey.generate(random);
    EventRequest request =
        new EventRequest("王晓明", key.publicKey(), binding(input), EVIDENCE.statement());
    Octets info = request.info();
    Octets csr = EventRequest.assemble(info, key.signRequest(info), Suite.SM2_SM3);
    key.certify(ca().enroll(csr, store()));
    return key;
  }

  public static Appearance appearance(String name) {
    List<Appearance.Stroke> strokes = new ArrayList<>();
    for (int s = 0; s < 3; s++) {
      List<Appearance.Point> points = new ArrayList<>();
      for (int i = 0; i <= 40; i++) {
        double t = i / 40.0;
        points.add(
            new Appearance.Point(
                s * 18 + t * 16,
                10 + 8 * Math.sin(t * 9 + s) * (1 - t * 0.4),
                0.25 + 0.9 * Math.sin(Math.PI * t)));
      }
      strokes.add(new Appearance.Stroke(points));
    }
    return new Appearance(strokes, name, "2026-11-20 10:15:30 +08:00", List.of(), true);
  }

  public static SignatureSpec<Profile.Unstamped> spec(Placement placement) {
    return new SignatureSpec<>(
        Profile.PADES_B,
        Suite.SM2_SM3,
        "王晓明",
        SIGNED_AT,
        placement,
        placement instanceof Placement.Invisible ? null : appearance("签名人：王晓明"),
        EVIDENCE);
  }

  public record Outcome(
      Path file,
      PreparedPdf prepared,
      SignedAttributes attributes,
      byte[] value,
      List<X509Certificate> chain,
      CmsSignature cms) {}

  /** Signs with a time-stamp. */
  public Outcome sign(Path input, Placement placement) throws SigningException, IOException {
    return sign(input, null, placement);
  }

  public Outcome sign(
      Path input, @org.jspecify.annotations.Nullable String password, Placement placement)
      throws SigningException, IOException {
    try (SoftwareOneTimeKey key = key(input)) {
      int size = ContainerSize.of(key.chain(), tsa().probe(), HASHING);
      var prepared = signer.prepare(input, password, folder, spec(placement), size);
      var toSign = prepared.toSign(key.chain());
      byte[] value = key.sign(toSign.attributes().der().bytes());
      var signed = toSign.signed(value);
      var stamped = signed.stamped(tsa().stamp(signed.cms().signatureValue()).der());
      Path output = folder.resolve("signed-" + ++counter + ".pdf");
      signer.complete(stamped, output);
      signer.discard(prepared);
      return new Outcome(
          output, prepared.pdf(), toSign.attributes(), value, key.chain(), stamped.cms());
    }
  }

  @Override
  public void close() {
    trust.close();
  }
}
