// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.app.WholeCase;
import org.penseal.app.cli.PenSeal;
import org.penseal.app.evidence.InkSeal;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.report.HtmlPageTexts;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.steps.TrustedAttackers.Kind;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.Article13;
import org.penseal.app.verify.EscrowReview;
import org.penseal.app.verify.EvidenceReport;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Station;
import org.penseal.cms.envelope.Envelope;
import org.penseal.cms.envelope.EnvelopeForm;
import org.penseal.cms.envelope.EnvelopeWriter;
import org.penseal.cms.envelope.Recipient;
import org.penseal.file.ByteSource;
import org.penseal.key.EscrowKey;
import org.penseal.key.Pkcs12File;
import org.penseal.pad.ink.InkJson;
import org.penseal.pdf.Changes;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Report;
import org.penseal.pdf.bench.BenchDocument;
import org.penseal.signature.Octets;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/** Evidence that an attacker with a trusted key puts into a file, without an event certificate. */
@WholeCase
class ForgedEvidenceTest {
  private static final Octets NOTHING = Octets.of(new byte[0]);

  @TempDir static Path shared;
  @TempDir Path folder;
  private static CaseLab lab;
  private static CaseLab.Job job;
  private static EvidenceStreams genuine;
  private static InkKeys keys;
  private static TrustedAttackers attackers;

  /** Facts that rest on the evidence. */
  private static final List<String> EVIDENCE =
      List.of("manifest", "document", "statement", "ink", "device", "simulator");

  /** What reports say of evidence that was compared and agrees. */
  private static final List<String> CONFIRMED =
      List.of("✓ matches", "✓ the identity matches", "it is the handwriting of this signature");

  @BeforeAll
  static void sign() throws Exception {
    lab = CaseLab.open(shared);
    job = lab.pdf(shared.resolve("signed"));
    String id = lab.sign(job, Checkpoint.NONE).caseId();
    byte[] share = lab.station.archive().share(id).orElseThrow();
    keys = new InkKeys(DemoWorkplace.trust(lab.station).escrow(), share);
    genuine =
        Objects.requireNonNull(
            lab.verify(job.output()).signatures().getFirst().signed().evidence());
    attackers = new TrustedAttackers(shared, lab.station.services().random());
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  private Path signed(Path document, EvidenceStreams evidence) throws Exception {
    return signed(Kind.SM2, document, evidence);
  }

  private Path signed(Kind attacker, Path document, EvidenceStreams evidence) throws Exception {
    Path out = folder.resolve("forged-" + System.nanoTime() + ".pdf");
    return attackers.sign(attacker, document, evidence, out);
  }

  private VerifiedFile verify(Path file, Optional<InkKeys> opens) throws Exception {
    TrustStore trust = attackers.beside(DemoWorkplace.trust(lab.station).store());
    return new Verification(trust, opens, Instant.now()).of(file, Optional.empty());
  }

  private static EvidenceReport evidence(VerifiedFile file) {
    return file.signatures().getFirst().evidence();
  }

  private static List<String> reasons(VerifiedFile file) {
    return file.signatures().getFirst().reasons();
  }

  private Map<String, String> told(VerifiedFile file) throws Exception {
    List<Path> roots = new ArrayList<>(List.of(shared.resolve("data/demo/trust")));
    roots.addAll(attackers.roots());
    return ToldForms.of(file, folder, roots);
  }

  private void assertNothingIsConfirmed(VerifiedFile file) throws Exception {
    for (Map.Entry<String, String> form : told(file).entrySet()) {
      CONFIRMED.forEach(each -> assertFalse(form.getValue().contains(each), form.toString()));
      for (String each : EVIDENCE) {
        assertFalse(form.getValue().contains(ToldForms.holds(each)), form.toString());
      }
    }
    EvidenceReport found = evidence(file);
    for (EvidenceReport.State state : List.of(found.manifest(), found.document(), found.ink())) {
      assertNotEquals(EvidenceReport.State.MATCHES, state, found.toString());
    }
    for (Article13.Clause clause : Article13.of(file.signatures().getFirst())) {
      for (Article13.Fact fact : clause.facts()) {
        boolean holds = fact.answer() == Article13.Answer.YES;
        assertFalse(EVIDENCE.contains(fact.key()) && holds, fact.toString());
      }
    }
  }

  /** Otherwise nothing below could tell a confirmation. */
  @Test
  void genuineEvidenceIsConfirmedInEveryForm() throws Exception {
    told(lab.verify(job.output()))
        .forEach(
            (form, text) -> {
              for (String each : List.of("manifest", "document", "statement", "simulator")) {
                assertTrue(text.contains(ToldForms.holds(each)), form + ": " + text);
              }
              assertEquals(!form.equals("terminal"), text.contains("✓ matches"), text);
            });
    String opened = HtmlPageTexts.html(lab.verify(job.output(), Optional.of(keys)));
    assertTrue(opened.contains("it is the handwriting of this signature"), opened);
  }

  private static String invented(Path document, String identity) throws Exception {
    byte[] bytes = Files.readAllBytes(document);
    return """
    {"format":"penseal-manifest/1","case":"c","business":"b",
     "openedAt":"2026-01-31T08:00:00Z","frozenAt":"2026-01-31T08:01:00Z",
     "document":{"mediaType":"application/pdf","length":%d,"sm3":"%s"},
     "ink":{"sm3":"%s","strokes":1,"samples":9,"lostReports":0,"attemptsDiscarded":0},
     "identity":%s,
     "device":{"model":"m","serial":"s","firmware":"1","origin":"chip"},
     "pagesSeen":[1],"artefacts":[],"software":{"name":"PenSeal","version":"0.1.0"},
     "policy":"p"}\
    """
        .formatted(bytes.length, Sm3.hex(bytes), "00".repeat(32), identity);
  }

  private static Octets text(String text) {
    return Octets.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static final String BY_AUTHORITY =
      """
      {"mode":"real-person","provider":"authority","at":"2026-01-31T08:00:30Z",
       "result":"match","synthetic":false,"salted":{}}\
      """;

  @ParameterizedTest
  @EnumSource
  void anInventedManifestConfirmsNobody(Kind attacker) throws Exception {
    Path document = lab.documentFile();
    Octets manifest = text(invented(document, BY_AUTHORITY));
    VerifiedFile file =
        verify(
            signed(attacker, document, new EvidenceStreams(manifest, NOTHING, NOTHING)),
            Optional.empty());
    assertEquals(Report.Chain.TRUSTED, file.signatures().getFirst().signed().chain());
    assertEquals(Report.Verdict.INDETERMINATE, file.verdict());
    assertTrue(reasons(file).contains("evidence-not-bound"), reasons(file).toString());
    assertEquals("none", evidence(file).binding().word());
    assertEquals("stated", evidence(file).document().word());
    assertNothingIsConfirmed(file);
  }

  @ParameterizedTest
  @EnumSource
  void manifestAndInkOfOneCaseInAnotherDocumentDifferAloud(Kind attacker) throws Exception {
    Path other = folder.resolve("other.pdf");
    byte[] bytes = Files.readAllBytes(lab.documentFile());
    // The comment behind the header, which says that the file is binary.
    bytes[12] ^= 1;
    Files.write(other, bytes);
    EvidenceStreams moved = new EvidenceStreams(genuine.manifest(), NOTHING, genuine.sealedInk());
    VerifiedFile file = verify(signed(attacker, other, moved), Optional.of(keys));
    assertEquals("differs", evidence(file).document().word());
    assertEquals(Report.Verdict.INVALID, file.verdict());
    assertTrue(reasons(file).contains("evidence-document-differs"), reasons(file).toString());
    assertNothingIsConfirmed(file);
  }

  @ParameterizedTest
  @EnumSource
  void genuineEvidenceUnderAnotherKeyIsNotBoundEvenOverItsOwnDocument(Kind attacker)
      throws Exception {
    EvidenceStreams moved = new EvidenceStreams(genuine.manifest(), NOTHING, genuine.sealedInk());
    VerifiedFile file = verify(signed(attacker, job.input(), moved), Optional.of(keys));
    assertEquals("stated", evidence(file).ink().word());
    assertEquals(Report.Verdict.INDETERMINATE, file.verdict());
    assertNothingIsConfirmed(file);
  }

  @Test
  void inkThatIsNotTheManifestsDiffersWithoutACertificateToo() throws Exception {
    byte[] share = new byte[InkSeal.SHARE_BYTES];
    byte[] trace = InkJson.write(CaseLab.trace("zhang-wei-1").fromItsBeginning());
    Octets sealed =
        Envelope.seal(
            new InkSeal(trace, java.util.Map.of(), null).seal(share),
            DemoWorkplace.trust(lab.station).escrow().chain().getFirst(),
            lab.station.services().random());
    VerifiedFile file =
        verify(
            signed(job.input(), new EvidenceStreams(genuine.manifest(), NOTHING, sealed)),
            Optional.of(new InkKeys(DemoWorkplace.trust(lab.station).escrow(), share)));
    assertEquals("differs", evidence(file).ink().word());
    assertEquals(Report.Verdict.INVALID, file.verdict());
  }

  @ParameterizedTest
  @EnumSource
  void aGenuineStatementUnderAnotherKeyDoesNotAttestTheDevice(Kind attacker) throws Exception {
    VerifiedFile file = verify(signed(attacker, job.input(), genuine), Optional.of(keys));
    assertEquals("differs", evidence(file).statement().word());
    assertEquals("unknown", evidence(file).device().word());
    assertEquals(Report.Verdict.INVALID, file.verdict());
    assertNothingIsConfirmed(file);
  }

  @Test
  void whatIsNoManifestIsAFindingAndEndsNothing() throws Exception {
    Path document = lab.documentFile();
    for (String identity :
        List.of(
            "{}",
            "null",
            "{\"mode\":null,\"provider\":\"\",\"at\":\"\",\"result\":\"match\"}",
            "{\"mode\":[[[[[[[[[[[[1]]]]]]]]]]]]}")) {
      Octets manifest = text(invented(document, identity));
      VerifiedFile file =
          verify(
              signed(document, new EvidenceStreams(manifest, NOTHING, NOTHING)), Optional.empty());
      assertEquals(Report.Verdict.INDETERMINATE, file.verdict(), identity);
      assertTrue(reasons(file).contains("manifest-malformed"), reasons(file).toString());
      assertNothingIsConfirmed(file);
    }
  }

  @Test
  void aManifestWithMillionsOfPagesIsNoManifest() throws Exception {
    String pages = "1,".repeat(3_000_000) + "1";
    String manifest =
        invented(lab.documentFile(), BY_AUTHORITY)
            .replace("\"pagesSeen\":[1]", "\"pagesSeen\":[" + pages + "]");
    Path file = signed(lab.documentFile(), new EvidenceStreams(text(manifest), NOTHING, NOTHING));
    VerifiedFile verified = verify(file, Optional.empty());
    assertTrue(reasons(verified).contains("manifest-malformed"));
    assertNothingIsConfirmed(verified);
    String shorter = manifest.replace(pages, "1,".repeat(Manifest.MOST_PAGES_SEEN) + "1");
    VerifiedFile bounded =
        verify(
            signed(lab.documentFile(), new EvidenceStreams(text(shorter), NOTHING, NOTHING)),
            Optional.empty());
    assertTrue(reasons(bounded).contains("manifest-malformed"));
  }

  private static final String OPERATORS_CLAIM =
      """
      {"mode":"operator","provider":"","at":"2026-01-31T08:00:30Z",
       "result":"not-checked","synthetic":false,"salted":{}}\
      """;

  private VerifiedFile claiming(Kind attacker, String identity) throws Exception {
    Path document = lab.documentFile();
    EvidenceStreams streams =
        new EvidenceStreams(text(invented(document, identity)), NOTHING, NOTHING);
    return verify(signed(attacker, document, streams), Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  void anOperatorsOwnClaimIsCalledOne(Kind attacker) throws Exception {
    VerifiedFile file = claiming(attacker, OPERATORS_CLAIM);
    assertEquals(Report.Verdict.VALID, file.verdict());
    assertEquals("signer", evidence(file).binding().word());
    assertNothingIsConfirmed(file);
    assertTrue(HtmlPageTexts.html(file).contains("Stated by the signer"));
    // A claim that somebody else confirmed it is not the operator's own.
    String more = OPERATORS_CLAIM.replace("\"provider\":\"\"", "\"provider\":\"authority\"");
    VerifiedFile forged = claiming(attacker, more);
    assertEquals(Report.Verdict.INDETERMINATE, forged.verdict());
  }

  @Test
  void aDocumentThatTheSignersUpdateAlsoChangedIsNotTheOneThatHeClaims() throws Exception {
    Path document = lab.documentFile();
    Path painted = folder.resolve("painted.pdf");
    Painted.over(document, painted);
    Octets claim = text(invented(document, OPERATORS_CLAIM));
    VerifiedFile file =
        verify(signed(painted, new EvidenceStreams(claim, NOTHING, NOTHING)), Optional.empty());
    assertEquals("signer", evidence(file).binding().word());
    assertEquals("differs", evidence(file).document().word());
    assertEquals(Report.Verdict.INVALID, file.verdict());
    assertTrue(
        reasons(file)
            .containsAll(List.of(Report.Signed.CHANGED_WHILE_SIGNING, "evidence-document-differs")),
        reasons(file).toString());
  }

  private VerifiedFile claimingOf(Kind attacker, Path form, HostileHost.Edit edit)
      throws Exception {
    Octets claim = text(invented(form, OPERATORS_CLAIM));
    Path out = folder.resolve("claimed-" + System.nanoTime() + ".pdf");
    EvidenceStreams streams = new EvidenceStreams(claim, NOTHING, NOTHING);
    return verify(attackers.sign(attacker, form, streams, edit, out), Optional.empty());
  }

  /** The words are those of a claim, nothing is ticked, and no clause of article 13 is met. */
  private void assertIsAClaim(VerifiedFile file) throws Exception {
    assertEquals("signer", evidence(file).binding().word());
    assertNothingIsConfirmed(file);
    for (Article13.Clause clause : Article13.of(file.signatures().getFirst())) {
      assertNotEquals(Article13.Answer.YES, clause.answer(), clause.toString());
    }
    String json = new ObjectMapper().writeValueAsString(JsonReport.of(file));
    assertFalse(json.contains("\"matches\""), json);
    Texts texts = Texts.of("en");
    for (Map.Entry<String, String> form : told(file).entrySet()) {
      String said = form.getValue();
      boolean terminal = form.getKey().equals("terminal");
      String claim = terminal ? "report.evidence.signer" : "judge.claim.signer";
      assertTrue(said.contains(texts.get(claim)), form.toString());
      for (EvidenceReport.State state : EvidenceReport.State.values()) {
        String ticked = "✓ " + texts.get("judge.state." + state.word());
        assertFalse(said.contains(ticked), ticked + " in " + form);
      }
    }
  }

  /** Only then does a filled field below make the difference. */
  @ParameterizedTest
  @EnumSource
  void aClaimInTheUpdateThatSignsAndNoMoreIsAClaim(Kind attacker) throws Exception {
    Path form = BenchDocument.form(folder.resolve("form.pdf"));
    VerifiedFile file = claimingOf(attacker, form, HostileHost.Edit.NONE);
    assertEquals(Report.Verdict.VALID, file.verdict(), reasons(file)::toString);
    assertEquals("stated", evidence(file).document().word());
    assertIsAClaim(file);
  }

  @ParameterizedTest
  @EnumSource
  void aHostThatFillsFieldsInTheUpdateThatSignsHasNotSignedWhatItClaims(Kind attacker)
      throws Exception {
    Path form = BenchDocument.form(folder.resolve("form.pdf"));
    VerifiedFile file =
        claimingOf(attacker, form, document -> BenchDocument.fill(document, "9000"));
    assertEquals(Report.Verdict.INVALID, file.verdict());
    assertEquals("differs", evidence(file).document().word());
    assertTrue(
        reasons(file)
            .containsAll(List.of(Report.Signed.CHANGED_WHILE_SIGNING, "evidence-document-differs")),
        reasons(file)::toString);
    List<String> whileSigning =
        file.signatures().getFirst().signed().whileSigning().stream()
            .map(Changes.Change::text)
            .toList();
    assertTrue(whileSigning.contains("field-filled: remark"), whileSigning::toString);
    assertIsAClaim(file);
  }

  /** No device stated anything: what is said of one is the operator's word, and told as that. */
  @Test
  void whatAnOperatorsClaimSaysOfItsDeviceIsToldAsHisWord() throws Exception {
    VerifiedFile file = claiming(Kind.SM2, OPERATORS_CLAIM);
    Map<String, String> claims = file.signatures().getFirst().claims();
    assertEquals("chip", claims.get("device.origin"));
    assertEquals("s", claims.get("device.serial"));
    assertEquals("9", claims.get("ink.samples"));
    Map<String, String> stated = lab.verify(job.output()).signatures().getFirst().claims();
    assertFalse(stated.containsKey("device.origin"), "compared with the statement");
  }

  private static Octets sealedFor(X509Certificate... recipients) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<Recipient> all = Stream.of(recipients).<Recipient>map(Recipient.Certified::new).toList();
    new EnvelopeWriter(EnvelopeForm.AUTHENTICATED, all, new SecureRandom())
        .write(ByteSource.of(new byte[] {1}), out);
    return Octets.of(out.toByteArray());
  }

  /** The manifest names the escrow; the envelope tells who can open it. */
  @Test
  void inkThatIsSealedForTheForgerAloneOrBesideTheEscrowIsTold() throws Exception {
    X509Certificate own = attackers.certificate(Kind.SM2);
    X509Certificate escrow = keys.escrow().chain().getFirst();
    for (Octets sealed : List.of(sealedFor(own), sealedFor(escrow, own), sealedFor(own, escrow))) {
      VerifiedFile found =
          verify(
              signed(
                  job.input(),
                  new EvidenceStreams(genuine.manifest(), genuine.statement(), sealed)),
              Optional.empty());
      assertEquals("differs", evidence(found).escrow().state().word());
      assertTrue(reasons(found).contains("evidence-escrow-differs"), reasons(found).toString());
      assertEquals(Report.Verdict.INVALID, found.verdict());
    }
  }

  private static Octets claiming(String from, String to) {
    String manifest = new String(genuine.manifest().bytes(), StandardCharsets.UTF_8);
    assertTrue(manifest.contains(from), manifest);
    return text(manifest.replace(from, to));
  }

  @Test
  void aManifestWithoutTheTimeOfItsFreezeEndsNothing() throws Exception {
    String manifest = new String(genuine.manifest().bytes(), StandardCharsets.UTF_8);
    Octets without = text(manifest.replaceFirst("\"frozenAt\":\"[^\"]*\",", ""));
    VerifiedFile found =
        verify(
            signed(job.input(), new EvidenceStreams(without, NOTHING, genuine.sealedInk())),
            Optional.empty());
    assertEquals("unregistered", evidence(found).escrow().state().word());
    assertTrue(reasons(found).contains("manifest-time-differs"), reasons(found).toString());
  }

  /** Whoever has the certificate that is named sees what it is. */
  @Test
  void aDemonstrationsEscrowThatIsCalledAnotherIsFound() throws Exception {
    String sm3 = Sm3.hex(keys.escrow().chain().getFirst().getEncoded());
    String said = "{\"sm3\":\"%s\",\"demo\":%s}";
    Octets real = claiming(said.formatted(sm3, true), said.formatted(sm3, false));
    Octets other = claiming(said.formatted(sm3, true), said.formatted("ab".repeat(32), false));
    for (Octets manifest : List.of(real, other)) {
      VerifiedFile found =
          verify(
              signed(job.input(), new EvidenceStreams(manifest, NOTHING, genuine.sealedInk())),
              Optional.empty());
      assertEquals("differs", evidence(found).escrow().state().word());
    }
  }

  @Test
  void escrowIsNamedAndToldFromOneThatNobodyRegistered() throws Exception {
    assertEquals(CaseLab.ESCROW, evidence(lab.verify(job.output())).escrow());
    TrustStore without =
        new TrustStore(
            Map.of(
                Purpose.SIGNER, DemoWorkplace.trust(lab.station).store().anchors(Purpose.SIGNER)),
            List.of());
    VerifiedFile found =
        new Verification(without, Optional.empty(), Instant.now())
            .of(job.output(), Optional.empty());
    EscrowReview escrow = evidence(found).escrow();
    assertEquals("unregistered", escrow.state().word());
    assertTrue(escrow.subject().contains("PenSeal DEMO escrow"), escrow.subject());
    assertTrue(HtmlPageTexts.html(found).contains("not registered here"));
  }

  @Test
  void aWrongShareAndAWrongEscrowKeyAreToldApart() throws Exception {
    InkKeys share = new InkKeys(keys.escrow(), new byte[InkSeal.SHARE_BYTES]);
    VerifiedFile wrongShare = lab.verify(job.output(), Optional.of(share));
    assertEquals("not-opened", evidence(wrongShare).ink().word());
    assertTrue(reasons(wrongShare).contains("share-does-not-open"));
    assertFalse(reasons(wrongShare).contains("escrow-key-does-not-open"));
    assertEquals(Report.Verdict.INDETERMINATE, wrongShare.verdict());
    Pkcs12File other =
        EscrowKey.generate("another", Instant.now(), lab.station.services().random());
    VerifiedFile wrongKey = lab.verify(job.output(), Optional.of(new InkKeys(other, keys.share())));
    assertTrue(reasons(wrongKey).contains("escrow-key-does-not-open"));
    assertEquals("not-opened", evidence(wrongKey).ink().word());
  }

  @Test
  void aMalformedManifestKeepsNeitherItsOwnReportNorTheNextFileFromBeingMade() throws Exception {
    Path document = lab.documentFile();
    Path forged =
        signed(document, new EvidenceStreams(text(invented(document, "{}")), NOTHING, NOTHING));
    Path report = folder.resolve("report.html");
    int exit =
        PenSeal.run(
            new String[] {
              "verify", forged.toString(), job.output().toString(), "--report", report.toString()
            });
    assertEquals(2, exit);
    assertTrue(Files.exists(folder.resolve("report-1.html")));
    assertTrue(Files.exists(folder.resolve("report-2.html")));
  }

  static {
    Station.registerProvider();
  }
}
