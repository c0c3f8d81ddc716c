// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penseal.app.WholeCase;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.PadCapture;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.report.HtmlPageTexts;
import org.penseal.app.signing.Frozen;
import org.penseal.app.statement.CaseBinding;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.Article13;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.cms.ContainerSize;
import org.penseal.identity.message.MessageKey;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.key.StationKey;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.pdf.SignatureSpec;
import org.penseal.pdf.SignatureSpec.Profile;
import org.penseal.pdf.sign.PdfSigner;
import org.penseal.signature.Hashing;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.EmbeddedTrust;
import org.penseal.trust.embedded.Fault;

/**
 * Files of a station that compares nothing, with a chip that lies or a CA that issues anything,
 * both of them trusted, at the verifier as it is.
 */
@WholeCase
class LyingEvidenceTest {
  @TempDir static Path shared;
  private static CaseLab lab;
  private static Forge forge;
  private static X509Certificate authority;
  @TempDir Path folder;

  @BeforeAll
  static void open() throws Exception {
    forge = new Forge();
    lab = CaseLab.open(shared);
    authority =
        StationKey.generate(
                "Ministry", Instant.now().minusSeconds(60), lab.station.services().random())
            .chain()
            .getFirst();
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  /** What the attacker changes of a case. */
  private record Wish(
      Forge.Lie lie, UnaryOperator<Manifest> manifest, Consumer<Forge.Cert> certificate) {
    static final Wish NONE = new Wish(b -> b, m -> m, c -> {});

    static Wish lying(Forge.Lie lie) {
      return new Wish(lie, m -> m, c -> {});
    }

    static Wish inventing(UnaryOperator<Manifest> manifest) {
      return new Wish(b -> b, manifest, c -> {});
    }

    static Wish issuing(Consumer<Forge.Cert> certificate) {
      return new Wish(b -> b, m -> m, certificate);
    }
  }

  private Path signed(Wish wish) throws Exception {
    return signed(wish, () -> {});
  }

  // The station asks its services before it freezes; what lies afterwards is the forger's.
  private Path signed(Wish wish, Runnable frozenThen) throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    Frozen frozen;
    Act act;
    try (SigningCase signing = lab.open(job)) {
      act = new Act(forge, job, wish.lie);
      frozen = CaseLab.captured(signing, CaseLab.signer(), act.captured).freeze().frozen();
    }
    frozenThen.run();
    Manifest manifest = wish.manifest.apply(frozen.manifest());
    byte[] bytes = manifest.encode();
    var random = lab.station.services().random();
    try (SoftwareOneTimeKey key = SoftwareOneTimeKey.generate(random)) {
      byte[] publicKey = key.publicKey().getEncoded();
      var truth = act.truth(org.penseal.app.evidence.Sm3.of(bytes));
      byte[] statement = forge.states(wish.lie.apply(Lies.keyed(truth, ByteString.of(publicKey))));
      var binding = CaseBinding.of(manifest, bytes, ChipStatement.decode(statement), statement);
      key.signRequest(
          org.penseal.signature.Octets.of(publicKey)); // what it signs first is not looked at
      key.certify(
          List.of(forge.event(CaseLab.NAME, publicKey, binding, wish.certificate), forge.root));
      EvidenceStreams evidence =
          new EvidenceStreams(
              org.penseal.signature.Octets.of(bytes),
              org.penseal.signature.Octets.of(statement),
              frozen.sealedInk());
      return sign(job, key, evidence);
    }
  }

  private Path sign(CaseLab.Job job, SoftwareOneTimeKey key, EvidenceStreams evidence)
      throws Exception {
    Hashing hashing = Hashing.jca();
    PdfSigner signer = new PdfSigner(hashing);
    SignatureSpec<Profile.Unstamped> spec =
        new SignatureSpec<>(
            Profile.PADES_B,
            key.suite(),
            CaseLab.NAME,
            OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS),
            new Placement.Invisible(),
            null,
            evidence);
    int container = ContainerSize.of(key.chain(), 4096, hashing);
    var prepared = signer.prepare(job.input(), null, folder, spec, container);
    var value = prepared.signed(key);
    org.penseal.signature.Octets token = RawStamp.of(lab, value.cms().signatureValue());
    Path out = folder.resolve("forged-" + System.nanoTime() + ".pdf");
    signer.complete(value.stamped(token), out);
    return out;
  }

  private TrustStore trust() throws Exception {
    return DemoWorkplace.trust(lab.station)
        .store()
        .with(Purpose.SIGNER, forge.root)
        .with(Purpose.DEVICE, forge.maker);
  }

  private VerifiedFile verify(Path file, TrustStore trust) throws Exception {
    return new Verification(trust, Optional.empty(), Instant.now()).of(file, Optional.empty());
  }

  private VerifiedFile verify(Wish wish) throws Exception {
    return verify(signed(wish), trust());
  }

  private static VerifiedFile.Entry entry(VerifiedFile file) {
    return file.signatures().getFirst();
  }

  private static void assertFound(VerifiedFile file, String code, String name) {
    VerifiedFile.Entry entry = entry(file);
    assertTrue(entry.reasons().contains(code), name + " " + entry.reasons());
    assertNotEquals(Report.Verdict.VALID, file.verdict(), name);
    assertNotEquals("matches", entry.evidence().statement().word(), name);
    assertEquals("unknown", entry.evidence().device().word(), name);
  }

  @Test
  void aTrueCaseIsValid() throws Exception {
    VerifiedFile file = verify(Wish.NONE);
    assertEquals(List.of(), entry(file).reasons().stream().filter(LyingEvidenceTest::odd).toList());
    assertEquals(Report.Verdict.VALID, file.verdict());
    assertEquals("matches", entry(file).evidence().statement().word());
    assertEquals("attested", entry(file).evidence().device().word());
    String html = HtmlPageTexts.html(file);
    assertTrue(html.contains("Drawn again; matches the device statement"), "page on the pad");
  }

  private static boolean odd(String code) {
    return !code.contains("revocation");
  }

  static Stream<String> lies() {
    // The pen reports stand against the ink, which is sealed.
    return Lies.all().keySet().stream().filter(each -> !each.equals("pen"));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void everyLieOfTheChipIsFound(String name) throws Exception {
    Lies.Told told = Objects.requireNonNull(Lies.all().get(name));
    VerifiedFile file = verify(Wish.lying(told.lie()));
    assertFound(file, told.part().code(), name);
    assertEquals(Report.Verdict.INVALID, file.verdict());
  }

  private static Manifest with(Manifest m, Manifest.Device device, @Nullable PadCapture capture) {
    return with(m, m.identity(), device, capture);
  }

  private static Manifest with(
      Manifest m,
      Manifest.Identity identity,
      Manifest.Device device,
      @Nullable PadCapture capture) {
    return new Manifest(
        m.format(),
        m.caseId(),
        m.businessId(),
        m.openedAt(),
        m.frozenAt(),
        m.document(),
        m.ink(),
        m.annotation(),
        identity,
        device,
        capture,
        m.pagesSeen(),
        m.artefacts(),
        m.software(),
        m.policy(),
        m.consent(),
        m.businessType(),
        m.origins(),
        m.challenges(),
        m.escrow());
  }

  @Test
  void anotherDeviceInTheManifestIsFound() throws Exception {
    VerifiedFile file =
        verify(
            Wish.inventing(
                m -> with(m, new Manifest.Device("STU-540", "X", "9", "chip"), m.capture())));
    assertFound(file, "statement-device-differs", "device");
    assertTrue(HtmlPageTexts.html(file).contains("Stated by the evidence manifest only"));
  }

  private static Manifest edited(Manifest m, String from, String to) {
    try {
      String text = new String(m.encode(), StandardCharsets.UTF_8);
      return Manifest.decode(text.replaceAll(from, to).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of several services one may have been a demonstration's, which nothing else tells. */
  @Test
  void whoSaysNothingOfItsTimestampServicesIsNotKnown() throws Exception {
    VerifiedFile file = verify(Wish.inventing(m -> edited(m, ",\"tsa\":\"demo\"", "")));
    assertTrue(entry(file).reasons().contains("origin-not-known"), "" + entry(file).reasons());
    assertEquals(Report.Verdict.INDETERMINATE, file.verdict());
  }

  @Test
  void pagesOfADocumentThatStoodOnNoScreenWereNotSeen() throws Exception {
    VerifiedFile file =
        verify(
            Wish.inventing(
                m ->
                    edited(
                        edited(m, "\"shown\":true", "\"shown\":false"),
                        "\"pagesSeen\":\\[[0-9,]*\\]",
                        "\"pagesSeen\":[1]")));
    assertTrue(
        entry(file).reasons().contains("manifest-pages-differs"), "" + entry(file).reasons());
    assertEquals(Report.Verdict.INVALID, file.verdict());
  }

  @Test
  void anotherPictureThatStationAndChipAgreeOnIsFoundByDrawingIt() throws Exception {
    String other = "ab".repeat(32);
    Wish wish =
        new Wish(
            b -> {
              ByteString shown = ByteString.of(java.util.HexFormat.of().parseHex(other));
              return Lies.shown(b, List.of(shown), shown);
            },
            m -> {
              PadCapture c = Objects.requireNonNull(m.capture());
              PadCapture.Picture p = Objects.requireNonNull(c.picture());
              return with(
                  m,
                  m.device(),
                  new PadCapture(
                      c.challenge(),
                      0,
                      new PadCapture.Picture(
                          other,
                          p.widthPx(),
                          p.heightPx(),
                          p.depth(),
                          p.language(),
                          p.title(),
                          p.pages()),
                      c.pagesLeafed()));
            },
            c -> {});
    assertFound(verify(wish), "statement-page-differs", "picture");
  }

  @Test
  void aManifestThatSaysNothingOfTheCaptureLeavesTheVerdictOpen() throws Exception {
    VerifiedFile file = verify(Wish.inventing(m -> with(m, m.device(), null)));
    assertEquals(Report.Verdict.INDETERMINATE, file.verdict());
    assertEquals("unknown", entry(file).evidence().statement().word());
    assertTrue(entry(file).reasons().contains("capture-not-recorded"));
  }

  @Test
  void aMakerWhomTheVerifierDoesNotTrustLeavesTheVerdictOpen() throws Exception {
    VerifiedFile file =
        verify(
            signed(Wish.NONE),
            DemoWorkplace.trust(lab.station).store().with(Purpose.SIGNER, forge.root));
    assertEquals(Report.Verdict.INDETERMINATE, file.verdict());
    assertFound(file, "device-not-trusted", "maker");
    assertFalse(HtmlPageTexts.html(file).contains("✓ matches</b> Device statement"));
  }

  @Test
  void aComputerThatIsNotRegisteredMatchesNever() throws Exception {
    CaseLab.Job job = lab.pdf(folder.resolve("host"));
    try (CaseLab.Desk desk = lab.desk("stu-430v", CaseLab.signs())) {
      lab.run(
          job, desk, CaseLab.signer(), CaseLab.oneTime(), org.penseal.app.signing.Checkpoint.NONE);
    }
    assertEquals("host", entry(lab.verify(job.output())).evidence().device().word());
    TrustStore demo = DemoWorkplace.trust(lab.station).store();
    TrustStore without =
        TrustStore.empty()
            .with(Purpose.SIGNER, demo.anchors(Purpose.SIGNER))
            .with(Purpose.TSA, demo.anchors(Purpose.TSA))
            .with(Purpose.DEVICE, demo.anchors(Purpose.DEVICE));
    VerifiedFile file = verify(job.output(), without);
    assertEquals(Report.Verdict.INDETERMINATE, file.verdict());
    assertFound(file, "station-not-registered", "station");
  }

  static Map<String, Consumer<Forge.Cert>> certificates() {
    Map<String, Consumer<Forge.Cert>> lies = new LinkedHashMap<>();
    lies.put("event-certificate-extended-usage that is missing", c -> c.purposes = List.of());
    lies.put(
        "event-certificate-extended-usage of any kind", c -> c.purposes = List.of("2.5.29.37.0"));
    lies.put("event-certificate-other-names of another", c -> c.subject += ",CN=B");
    lies.put("event-certificate-without-binding", c -> c.binding = null);
    lies.put("event-certificate-lasts-long", c -> c.until = c.from.plus(Duration.ofDays(3650)));
    lies.put("event-certificate-key-usage", c -> c.usage |= KeyUsage.keyEncipherment);
    lies.put(
        "event-certificate-extended-usage",
        c -> c.purposes = List.of("1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.1"));
    lies.put("event-certificate-is-ca", c -> c.ca = true);
    lies.put("event-certificate-policy", c -> c.policies = List.of("1.2.3.4"));
    lies.put("event-certificate-other-names", c -> c.alternative = "a@b.example");
    return lies;
  }

  static Stream<String> certificateLies() {
    return certificates().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("certificateLies")
  void anEventCertificateThatIsNoneLeavesTheVerdictOpen(String name) throws Exception {
    VerifiedFile file = verify(Wish.issuing(Objects.requireNonNull(certificates().get(name))));
    String code = name.split(" ", 2)[0];
    assertTrue(entry(file).reasons().contains(code), entry(file).reasons().toString());
    assertNotEquals(Report.Verdict.VALID, file.verdict());
    Article13.Fact act =
        Article13.of(entry(file)).getFirst().facts().stream()
            .filter(fact -> fact.key().equals("act"))
            .findFirst()
            .orElseThrow();
    assertEquals(Article13.Answer.UNKNOWN, act.answer());
  }

  private static UnaryOperator<Manifest> asked(boolean proven, @Nullable String signedBy) {
    return m -> {
      Manifest.Identity i = m.identity();
      return with(
          m,
          new Manifest.Identity(
              "real-person",
              "Ministry of Public Security",
              i.at(),
              "match",
              null,
              "live",
              false,
              i.salted(),
              new Manifest.Authority(
                  "http://127.0.0.1:8080", "R-1", proven, false, signedBy, null)),
          m.device(),
          m.capture());
    };
  }

  private String told(UnaryOperator<Manifest> identity, TrustStore trust, String state)
      throws Exception {
    VerifiedFile file = verify(signed(Wish.inventing(identity)), trust);
    assertEquals(state, entry(file).evidence().authority().word());
    return HtmlPageTexts.html(file);
  }

  @Test
  void onlyARegisteredAuthoritysSignedAnswerIsTicked() throws Exception {
    String tick = "✓ the identity matches";
    TrustStore registered = trust().with(Purpose.AUTHORITY, authority);
    String id = MessageKey.id(authority);
    String unsigned = told(asked(false, null), registered, "unsigned");
    assertFalse(unsigned.contains(tick));
    assertTrue(unsigned.contains("The response was not signed; asked at http://127.0.0.1:8080"));
    // It says so itself, and names no key.
    assertFalse(told(asked(true, null), registered, "unsigned").contains(tick));
    assertFalse(told(asked(true, id), trust(), "unregistered").contains(tick));
    String signed = told(asked(true, id), registered, "registered");
    assertTrue(signed.contains(tick), "a signed answer");
    assertFalse(signed.contains("identity card, portrait and a living face"));
  }

  @Test
  void aCertificateOfACaThatNobodyTrustsVouchesForNothing() throws Exception {
    TrustStore strangers =
        DemoWorkplace.trust(lab.station)
            .store()
            .with(Purpose.DEVICE, forge.maker)
            .with(Purpose.AUTHORITY, authority);
    Path file = signed(Wish.inventing(asked(true, MessageKey.id(authority))));
    VerifiedFile verified = verify(file, strangers);
    assertNotEquals(Report.Verdict.VALID, verified.verdict());
    assertEquals("stated", entry(verified).evidence().authority().word());
    String html = HtmlPageTexts.html(verified);
    for (String tick : List.of("✓ matches", "✓ the identity matches", "✓ Attested")) {
      assertFalse(html.contains(tick), tick);
    }
    assertTrue(html.contains("Digests that match therefore prove nothing."), html);
    assertTrue(html.contains("Not confirmed: the certificate that binds this record"), html);
    assertTrue(html.contains("? passed"), "the liveness check");
    String words = entry(verified).words(Texts.of("en")).toString();
    assertTrue(words.contains("not trusted, or by a broken signature"), words);
    for (Article13.Clause clause : Article13.of(entry(verified))) {
      for (Article13.Fact fact : clause.facts()) {
        boolean whole = List.of("intact", "changes", "visible", "time").contains(fact.key());
        assertTrue(whole || fact.answer() != Article13.Answer.YES, fact.toString());
      }
    }
  }

  @Test
  void aDeviceIsNotVouchedForAtATimeThatNothingProves() throws Exception {
    Path file = signed(Wish.NONE);
    // Nobody trusts the time-stamp, and the device's certificate ended long ago.
    TrustStore without =
        TrustStore.empty().with(Purpose.SIGNER, forge.root).with(Purpose.DEVICE, forge.maker);
    Instant later = Instant.now().plus(Duration.ofDays(4000));
    VerifiedFile verified =
        new Verification(without, Optional.empty(), later).of(file, Optional.empty());
    assertFalse(entry(verified).signed().time().ok());
    assertEquals("unknown", entry(verified).evidence().device().word());
    assertTrue(entry(verified).reasons().contains("device-not-trusted"));
  }

  @Test
  void aStampThatMayBeOffByThreeYearsProvesNothing() throws Exception {
    Path file;
    EmbeddedTrust services = DemoWorkplace.trust(lab.station).embedded();
    try {
      file = signed(Wish.NONE, () -> services.tsaFault(Fault.WIDE_ACCURACY));
    } finally {
      services.tsaFault(Fault.NONE);
    }
    VerifiedFile verified = verify(file, trust());
    assertEquals(Report.Verdict.INDETERMINATE, verified.verdict());
    assertTrue(entry(verified).reasons().contains("timestamp-accuracy-too-wide"));
  }
}
