// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Challenges;
import org.penseal.app.evidence.ConsentPlace;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origin;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.report.HtmlPageTexts;
import org.penseal.app.signing.Annotation;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.Frozen;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Signer;
import org.penseal.app.signing.form.DataForm;
import org.penseal.app.signing.form.PdfForm;
import org.penseal.app.statement.CaseBinding;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.ManifestReview;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.cms.CmsSignature;
import org.penseal.cms.SignedAttributes;
import org.penseal.key.SoftwareOneTimeKey;
import org.penseal.liveness.rule.ChallengePlan;
import org.penseal.pad.Ink;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.ink.InkJson;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.EvidenceStreams;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;
import org.penseal.signature.Suite;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;

/**
 * A station that lies about one field of the manifest, before anything is signed: the chip states
 * the truth over it, the CA binds what it is asked to, and every signature is right. Each field of
 * whole cases is removed, replaced or added to, one at a time. The verifier finds it and names it,
 * or, where nothing could be compared, tells what the station says.
 */
@WholeCase
class ManifestFieldsTest {
  private static final String SENTENCE = "同意";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What only the station says, with the reason why nothing at a verifier could contradict it. */
  private static final Map<String, String> CLAIMS = claims();

  private static Map<String, String> claims() {
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("case", "the station numbers its cases; the certificate binds what it says");
    claims.put("business", "the station's customer names it; challenges follow from it");
    claims.put("openedAt", "the station's clock; only not after what happened in the case");
    claims.put("frozenAt", "the station's clock; between the press on OK and the time-stamp");
    claims.put("identity.provider", "the authority's name for itself");
    claims.put("identity.at", "the authority's clock; only inside the case");
    claims.put("identity.face", "measured on portraits that never leave the archive");
    claims.put("identity.salted.id-number", "the number is nowhere in the file");
    claims.put("identity.salted.phone", "the number is nowhere in the file");
    claims.put("identity.authority.endpoint", "whom the station asked");
    claims.put("identity.authority.reference", "under which the authority finds it again");
    claims.put("identity.authority.certificate", "compared with those registered; told otherwise");
    claims.put("artefacts.type", "of what was taken of the person, as far as the mode allows");
    claims.put("artefacts.mediaType", "of the portrait on a card, one of four");
    claims.put("artefacts.sm3", "of what lies in the archive only; evidence verify compares it");
    claims.put("artefacts.at", "the station's clock; only inside the case");
    claims.put("software.name", "the program's name for itself");
    claims.put("software.version", "the program's name for itself");
    claims.put("consent.version", "the words lie in the archive only");
    claims.put("consent.sm3", "the words lie in the archive only");
    claims.put("consent.shown", "whether they stood on a screen");
    claims.put("capture.pagesLeafed", "shown before the chip's case begins, which states the rest");
    claims.put("businessType.id", "the rules are the station's");
    claims.put("businessType.sm3", "the rules are the station's");
    claims.put("businessType.retentionDays", "the rules are the station's");
    claims.put("origins.pad", "what the station sees at the end of the line");
    claims.put("origins.person", "whether a card was read");
    claims.put("origins.camera", "what the station sees at the end of the line");
    claims.put("challenges.nonce", "the station draws it; many give the same challenges");
    claims.put("origins.authority", "by its certificate, which is not in the file");
    return claims;
  }

  /** What is compared once the ink is opened, and told before. */
  private static final Set<String> SEALED =
      Set.of(
          "ink.sm3",
          "ink.strokes",
          "annotation.screens",
          "annotation.strokes",
          "annotation.strokesUndone",
          "annotation.strokesCleared",
          "annotation.sm3",
          "annotation.sentence",
          "identity.salted.name",
          "pagesSeen",
          "escrow.sm3");

  /** Says itself that it is a demonstration: a reason of its own, and never production. */
  private static final Set<String> DEMONSTRATION = Set.of("challenges", "challenges.drawn");

  @TempDir static Path shared;
  private static CaseLab lab;
  private static Forge forge;
  private static TrustStore trust;

  @BeforeAll
  static void open() throws Exception {
    forge = new Forge();
    lab = CaseLab.open(shared);
    trust =
        DemoWorkplace.trust(lab.station)
            .store()
            .with(Purpose.SIGNER, forge.root)
            .with(Purpose.DEVICE, forge.maker);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  /** Whole cases, each with other fields; the last one over a PDF that shows the annotation. */
  enum Kind {
    REAL_PERSON,
    PHONE,
    PORTRAIT,
    DRAWN
  }

  /** A frozen case, which can be signed again and again. */
  private record Case(
      CaseLab.Job job, Act act, Frozen frozen, Signer signer, Optional<Annotation> annotation) {}

  private Case frozen(Kind kind) throws Exception {
    Path folder = shared.resolve(kind.name());
    CaseLab.Job plain =
        kind == Kind.DRAWN
            ? lab.pdf(folder)
            : lab.data(folder, "<tender/>".getBytes(StandardCharsets.UTF_8));
    Optional<Annotation> written =
        kind == Kind.PHONE ? Optional.empty() : Optional.of(annotation(kind));
    CaseOrder order =
        written
            .map(
                each ->
                    plain
                        .order()
                        .annotated(
                            new CaseOrder.Annotated(
                                new AnnotationOrder(each.sentence(), false),
                                kind == Kind.DRAWN
                                    ? Optional.of(new Placement.At(1, 60, 300, 200, 60))
                                    : Optional.empty())))
            .orElse(plain.order());
    CaseLab.Job job = new CaseLab.Job(order, plain.before());
    try (SigningCase signing = lab.open(job)) {
      Act act = new Act(forge, job, b -> b);
      Signer signer = signer(kind, job);
      CaseConsented consented =
          signing.consent(
              "2", "the words", kind == Kind.DRAWN ? ConsentPlace.PAD : ConsentPlace.SCREEN);
      if (kind == Kind.DRAWN) {
        byte[] press = InkJson.write(given());
        signing.add(ArtefactType.CONSENT_PRESS, InkJson.MEDIA_TYPE, press);
      }
      pieces(signing, kind);
      CapturedInk ink = act.captured.after(kind == Kind.PORTRAIT ? List.of(given()) : List.of());
      if (kind == Kind.DRAWN) {
        ink = ink.leafed(Optional.of(List.of(1, 2)));
      }
      CaseFrozen frozen =
          consented
              .identify(signer)
              .show(kind == Kind.DRAWN ? List.of(1, 2) : List.of())
              .capture(written, ink)
              .freeze();
      return new Case(job, act, frozen.frozen(), signer, written);
    }
  }

  // What a pad took with it when it was unplugged.
  private static Ink given() throws Exception {
    Ink ink = CaseLab.trace("zhang-wei-1");
    return new Ink(ink.space(), ink.samples().subList(0, 40), 0);
  }

  // No ink comes twice.
  private static Annotation annotation(Kind kind) throws Exception {
    String name =
        kind == Kind.PORTRAIT ? "li-wei-1" : kind == Kind.DRAWN ? "li-wei-2" : "wang-xiu-ying-1";
    Ink ink = CaseLab.trace(name);
    List<Integer> all = IntStream.range(0, ink.strokes().size()).boxed().toList();
    return new Annotation(
        Optional.of(SENTENCE),
        List.of(
            new Annotation.Screen(
                SENTENCE,
                List.of(
                    new Annotation.Capture(ink.fromItsBeginning(), all, List.of(), List.of())))),
        List.of(),
        Instant.now());
  }

  private static void pieces(SigningCase signing, Kind kind) throws Exception {
    byte[] content = {1, 2, 3};
    switch (kind) {
      case REAL_PERSON -> {
        signing.add(ArtefactType.ID_CARD_TEXT, "text/plain", content);
        signing.add(ArtefactType.ID_PORTRAIT, "image/bmp", content);
        signing.add(ArtefactType.LIVENESS_TRANSCRIPT, "text/plain", content);
        signing.add(ArtefactType.LIVE_PORTRAIT, "image/jpeg", content);
      }
      case PHONE -> {}
      case PORTRAIT, DRAWN -> signing.add(ArtefactType.LIVE_PORTRAIT, "image/jpeg", content);
    }
  }

  private static Signer signer(Kind kind, CaseLab.Job job) {
    String now = Instant.now().toString();
    Manifest.Authority authority =
        new Manifest.Authority(
            "https://authority.example/", "R-1", true, false, "ab".repeat(32), null);
    Manifest.Authority asked =
        new Manifest.Authority(
            "https://authority.example/", "R-2", false, false, null, "confirmed");
    byte[] nonce = Sm3.of(new byte[] {(byte) kind.ordinal()});
    ChallengePlan plan =
        ChallengePlan.draw(
            Challenges.subject(job.order().businessId(), job.order().document().sm3()),
            java.util.Arrays.copyOf(nonce, ChallengePlan.NONCE_BYTES));
    Manifest.Identity identity =
        switch (kind) {
          case REAL_PERSON ->
              new Manifest.Identity(
                  "real-person",
                  "Ministry",
                  now,
                  "match",
                  0.83,
                  "live",
                  false,
                  Map.of(),
                  authority);
          case PHONE ->
              new Manifest.Identity(
                  "phone", "Ministry", now, "match", null, null, false, Map.of(), asked);
          case PORTRAIT, DRAWN -> CaseLab.signer().identity();
        };
    IdentityOrigins origins =
        switch (kind) {
          case REAL_PERSON ->
              new IdentityOrigins(
                  Origin.DEVICE,
                  Optional.of(Origin.DEVICE),
                  Optional.of(Origin.SERVICE),
                  Optional.of(Challenges.of(plan)),
                  Optional.empty());
          case PHONE ->
              new IdentityOrigins(
                  Origin.OPERATOR,
                  Optional.empty(),
                  Optional.of(Origin.SERVICE),
                  Optional.empty(),
                  Optional.empty());
          case PORTRAIT, DRAWN -> CaseLab.signer().origins();
        };
    return new Signer(
        CaseLab.NAME,
        identity,
        Optional.of(CaseLab.NUMBER),
        kind == Kind.PHONE ? Optional.of("13900000000") : Optional.empty(),
        origins);
  }

  /** Signs whatever bytes stand for the manifest, as the station that wrote them would. */
  private Path signed(Case base, byte[] manifest) throws Exception {
    var random = lab.station.services().random();
    try (SoftwareOneTimeKey key = SoftwareOneTimeKey.generate(random)) {
      byte[] publicKey = key.publicKey().getEncoded();
      byte[] statement =
          forge.states(Lies.keyed(base.act.truth(Sm3.of(manifest)), ByteString.of(publicKey)));
      key.signRequest(org.penseal.signature.Octets.of(publicKey));
      EvidenceBinding binding = binding(base, manifest, statement);
      key.certify(List.of(forge.event(CaseLab.NAME, publicKey, binding, c -> {}), forge.root));
      EvidenceStreams evidence =
          new EvidenceStreams(
              org.penseal.signature.Octets.of(manifest),
              org.penseal.signature.Octets.of(statement),
              base.frozen.sealedInk());
      return complete(base, key, evidence);
    }
  }

  private Path complete(Case base, SoftwareOneTimeKey key, EvidenceStreams evidence)
      throws Exception {
    CaseOrder order = base.job.order();
    Path folder = Files.createTempDirectory(shared, "signing-");
    SignedAttributes attributes =
        order.document().isPdf()
            ? PdfForm.prepare(
                lab.station.services(),
                new PdfForm.Wish(
                    order,
                    Suite.SM2_SM3,
                    base.signer,
                    base.act.captured,
                    base.annotation,
                    base.frozen.origins()),
                folder,
                key.chain(),
                evidence,
                8192)
            : DataForm.prepare(
                lab.station.services(),
                order.document(),
                Suite.SM2_SM3,
                key.chain().getFirst(),
                evidence);
    CmsSignature signature =
        CmsSignature.assemble(attributes, key.sign(attributes.der().bytes()), key.chain());
    CmsSignature stamped = signature.withTimestamp(RawStamp.of(lab, signature.signatureValue()));
    Path out = folder.resolve(base.job.output().getFileName());
    if (order.document().isPdf()) {
      PdfForm.complete(lab.station.services(), folder, stamped, out);
    } else {
      DataForm.complete(stamped, out);
    }
    return out;
  }

  // What the station would ask for; of what is no manifest, what it would have asked for.
  private static EvidenceBinding binding(Case base, byte[] manifest, byte[] statement)
      throws Exception {
    ChipStatement stated = ChipStatement.decode(statement);
    try {
      return CaseBinding.of(Manifest.decode(manifest), manifest, stated, statement);
    } catch (IOException | IllegalArgumentException | DateTimeException | NullPointerException e) {
      return CaseBinding.of(base.frozen.manifest(), manifest, stated, statement);
    }
  }

  private static VerifiedFile verify(Case base, Path file, Optional<InkKeys> keys)
      throws Exception {
    return new Verification(trust, keys, Instant.now()).of(file, Optional.of(base.job.input()));
  }

  private static VerifiedFile.Entry entry(VerifiedFile file) {
    return file.signatures().getFirst();
  }

  @Test
  void noFieldIsChangedUnseen() throws Exception {
    List<Try> tries = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Case base = frozen(kind);
      byte[] bytes = base.frozen.manifestBytes();
      Path honest = signed(base, bytes);
      Optional<InkKeys> keys =
          Optional.of(new InkKeys(DemoWorkplace.trust(lab.station).escrow(), base.frozen.share()));
      Answer opened = new Answer(base, keys, verify(base, honest, keys));
      Answer closed = new Answer(base, Optional.empty(), verify(base, honest, Optional.empty()));
      for (Edits.Edit edit : Edits.of(JSON.readTree(bytes))) {
        if (kind != Kind.DRAWN || isOfThePdf(edit)) {
          tries.add(new Try(edit, opened, closed));
        }
      }
    }
    long seed = new Random().nextLong();
    List<String> unseen = new ArrayList<>();
    for (Try each : drawn(tries, new Random(seed))) {
      Path file = signed(each.opened.base, each.edit.bytes());
      unseen.addAll(each.opened.unseen(each.edit, file, CLAIMS.keySet()));
      if (SEALED.contains(ManifestReview.kind(each.edit.path()))) {
        unseen.addAll(each.closed.unseen(each.edit, file, SEALED));
      }
    }
    assertEquals("", String.join("\n", unseen), "seed " + seed);
  }

  private record Try(Edits.Edit edit, Answer opened, Answer closed) {}

  // One change of every field in one of the cases that have it, and with -Dpenseal.fields=all every
  // one that there is; of those that leave no manifest behind just one.
  private static List<Try> drawn(List<Try> tries, Random random) {
    Map<String, List<Try>> byField = new LinkedHashMap<>();
    for (Try each : tries) {
      String field = isNone(each.edit.bytes()) ? "none" : ManifestReview.kind(each.edit.path());
      byField.computeIfAbsent(field, name -> new ArrayList<>()).add(each);
    }
    boolean all = "all".equals(System.getProperty("penseal.fields"));
    return byField.values().stream()
        .flatMap(each -> all ? each.stream() : Stream.of(each.get(random.nextInt(each.size()))))
        .toList();
  }

  // The other fields are those of the other kinds.
  private static boolean isOfThePdf(Edits.Edit edit) {
    return edit.path()
        .matches(
            "(document|annotation|pagesSeen|consent\\.on|capture\\.(picture\\.pages|pagesLeafed)).*");
  }

  /** The verifier's answer on an honest file, against which others are held. */
  private record Answer(Case base, Optional<InkKeys> keys, VerifiedFile honest) {
    Answer {
      assertEquals(Report.Verdict.VALID, honest.verdict(), entry(honest).reasons().toString());
    }

    /** What of an edit nobody sees or names. */
    List<String> unseen(Edits.Edit edit, Path file, Set<String> claims) throws Exception {
      VerifiedFile found = verify(base, file, keys);
      try {
        HtmlPageTexts.html(found);
      } catch (RuntimeException e) {
        return List.of(edit + " has no report: " + e);
      }
      Set<String> named = new TreeSet<>(entry(found).reasons());
      named.removeAll(entry(honest).reasons());
      if (found.verdict() != Report.Verdict.VALID) {
        return named.isEmpty() ? List.of(edit + " has no name") : List.of();
      }
      String kind = ManifestReview.kind(edit.path());
      boolean told =
          DEMONSTRATION.contains(kind)
              ? !named.isEmpty() && entry(found).assurance() == Report.Assurance.DEMO
              : claims.contains(kind) && isTold(edit, entry(found).claims());
      return told ? List.of() : List.of(edit.toString());
    }

    private boolean isTold(Edits.Edit edit, Map<String, String> claims) {
      return !claims.equals(entry(honest).claims())
          && edit.value().map(each -> each.equals(claims.get(edit.path()))).orElse(true);
    }
  }

  private static boolean isNone(byte[] manifest) {
    try {
      Manifest.decode(manifest);
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
