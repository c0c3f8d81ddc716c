// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.penseal.app.authority.AuthorityAccess;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.SigningProfile;
import org.penseal.app.capture.CaptureFlow;
import org.penseal.app.capture.InkWatcher;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.CeremonyHost;
import org.penseal.app.ceremony.DocumentWords;
import org.penseal.app.ceremony.KeyPlan;
import org.penseal.app.evidence.ArtefactSeal;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.ConsentPlace;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origin;
import org.penseal.app.identify.Identified;
import org.penseal.app.lab.DemoIdentity;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.screen.PadPage;
import org.penseal.app.screen.ShownPage;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.CaseDocument;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Signer;
import org.penseal.app.store.ArtefactRow;
import org.penseal.app.store.CaseRow;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.EscrowReview;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.StandIn;
import org.penseal.app.workplace.Station;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.TimeoutFactor;
import org.penseal.pad.chip.PadChip;
import org.penseal.pad.ink.InkJson;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pdf.page.DemoReport;
import org.penseal.signature.Level;
import org.penseal.trust.tls.TlsTrust;

/**
 * A station on a folder, with simulated pads and a signer whom nobody films, for tests of whole
 * cases. The owner closes it.
 */
final class CaseLab implements AutoCloseable {
  static final String NAME = "李娜";
  static final String NUMBER = "11010519491231002X";
  static final byte[] PIN = SimulatedDevices.PIN.getBytes(StandardCharsets.US_ASCII);
  static final double SPEED = 40;

  /** What the manifests of its cases say, and the certificate of the CA. */
  static final Map<String, String> ORIGINS =
      Map.of(
          "pad", "simulated",
          "person", "operator",
          "camera", "simulated",
          "escrow", "demo",
          "tsa", "demo",
          "ca", "demo");

  /** What the verifier says of whom they seal the ink for. */
  static final EscrowReview ESCROW =
      new EscrowReview(EscrowReview.State.REGISTERED, "PenSeal DEMO escrow 演示");

  private static final byte[] PORTRAIT = {1, 2, 3};

  private static final Texts TEXTS = Texts.of("zh");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  final Station station;
  private final Path document;

  private CaseLab(Station station, Path document) {
    this.station = station;
    this.document = document;
  }

  /** Opens a station whose data lie in {@code folder}. */
  static CaseLab open(Path folder) throws Exception {
    return open(folder, Optional.empty());
  }

  /**
   * The same.
   *
   * @param escrow certificate for which ink is sealed; empty for the demo's
   */
  static CaseLab open(Path folder, Optional<Path> escrow) throws Exception {
    return open(folder, escrow, Optional.empty(), List.of(), false);
  }

  /** The same with a CA and timestamp services of others. */
  static CaseLab open(Path folder, Optional<Settings.Ca> ca, List<URI> tsas) throws Exception {
    return open(folder, Optional.empty(), ca, tsas, false);
  }

  /** The same where a demonstration was asked for, whatever the pad is. */
  static CaseLab demonstration(Path folder) throws Exception {
    return open(folder, Optional.empty(), Optional.empty(), List.of(), true);
  }

  /** The same with an escrow, a CA and timestamp services of others. */
  static CaseLab open(Path folder, Optional<Path> escrow, Optional<Settings.Ca> ca, List<URI> tsas)
      throws Exception {
    return open(folder, escrow, ca, tsas, false);
  }

  private static CaseLab open(
      Path folder, Optional<Path> escrow, Optional<Settings.Ca> ca, List<URI> tsas, boolean demo)
      throws Exception {
    Settings settings =
        new Settings(
            folder.resolve("data"),
            new Settings.Services(ca, tsas, AuthorityAccess.NONE, escrow),
            new Settings.Network(TlsTrust.system(), TimeoutFactor.on(Duration.ofSeconds(3))),
            Settings.Trust.NOBODY,
            Optional.empty(),
            SigningProfile.STANDARD,
            new Settings.Limits(LIMIT, ZoneId.of("Asia/Shanghai")),
            demo ? Settings.Demo.ASKED : Settings.Demo.FOR_SIMULATED_DEVICES);
    Station station = Station.open(settings);
    Path document = folder.resolve("document.pdf");
    if (!Files.exists(document)) {
      DemoReport.write(document);
    }
    return new CaseLab(station, document);
  }

  /** Folders and order of one case: a copy of the document, and a folder of its own for output. */
  record Job(CaseOrder order, byte[] before) {
    Path input() {
      return order.document().file();
    }

    Path output() {
      return order.output();
    }
  }

  /** A job over a PDF in a business of its own. */
  Job pdf(Path folder) throws Exception {
    return job(folder, "in.pdf", Files.readAllBytes(document), "signed.pdf", business());
  }

  /** A job over data. */
  Job data(Path folder, byte[] content) throws Exception {
    return job(folder, "in.xml", content, "in.xml.p7s", business());
  }

  /** A job over the same PDF in the same business as another one. */
  Job again(Path folder, Job other) throws Exception {
    return job(folder, "in.pdf", other.before(), "signed.pdf", other.order().businessId());
  }

  static String business() {
    return "B-" + UUID.randomUUID();
  }

  private Job job(Path folder, String in, byte[] content, String out, String business)
      throws Exception {
    Path input = Files.createDirectories(folder.resolve("in")).resolve(in);
    Files.write(input, content);
    Path output = Files.createDirectories(folder.resolve("out")).resolve(out);
    CaseDocument read = CaseDocument.read(input);
    DocumentWords words = DocumentWords.of(read, null);
    return new Job(
        new CaseOrder(
            business,
            BusinessType.STANDARD,
            read,
            null,
            output,
            new CaseOrder.Form(Level.T, false),
            new CaseOrder.Seal(words.lowerRight(), station.settings().limits().zone()),
            CaseOrder.Annotated.NOTHING),
        content);
  }

  /** A pad on the desk. */
  record Desk(PadSimulator simulator, Pad pad) implements AutoCloseable {
    PadChip chip() throws Exception {
      return new PadChip(pad.secureElement());
    }

    @Override
    public void close() {
      pad.close();
      simulator.close();
    }
  }

  /** Switches on the reference pad. */
  Desk desk(SimulatedCustomer customer) throws Exception {
    return desk("penseal-ref", customer);
  }

  /** The same over a line in clear, where one can get between pad and host. */
  Desk deskInClear(SimulatedCustomer customer) throws Exception {
    return desk("penseal-ref", customer, "?link=off");
  }

  Desk desk(String model, SimulatedCustomer customer) throws Exception {
    return desk(model, customer, "");
  }

  private Desk desk(String model, SimulatedCustomer customer, String options) throws Exception {
    PadSimulator simulator =
        SimulatedDevices.pad(
            station.catalog(), DemoWorkplace.trust(station).devices(), model, customer, SPEED);
    return new Desk(
        simulator,
        options.isEmpty()
            ? SimulatedDevices.open(simulator, station.pads())
            : station.pads().open(simulator.uri() + options));
  }

  /** A trace of testdata/. */
  static Ink trace(String name) throws Exception {
    return InkJson.read(DemoIdentity.resource("ink/" + name + ".json"));
  }

  static SimulatedCustomer signs() throws Exception {
    return signs("li-na-1");
  }

  static SimulatedCustomer signs(String trace) throws Exception {
    return SimulatedCustomer.signs(trace(trace));
  }

  /** The document of which every PDF job has a copy. */
  Path documentFile() {
    return document;
  }

  /** Somebody whose portrait was taken at the counter. */
  static Signer signer(String name, String number) {
    return new Signer(
        name,
        new Manifest.Identity(
            "portrait",
            "counter",
            Instant.now().toString(),
            "portrait-kept",
            null,
            null,
            true,
            Map.of(),
            null),
        Optional.of(number),
        Optional.empty(),
        new IdentityOrigins(
            Origin.OPERATOR,
            Optional.of(Origin.SIMULATED),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  static Signer signer() {
    return signer(NAME, NUMBER);
  }

  /** Somebody whom nobody checked. */
  static Signer operator() {
    return new Signer(
        "操作员",
        new Manifest.Identity(
            Signer.OPERATOR,
            "",
            Instant.now().toString(),
            "not-checked",
            null,
            null,
            false,
            Map.of(),
            null),
        Optional.empty(),
        Optional.empty(),
        IdentityOrigins.OPERATOR);
  }

  static Ceremony.Identification identified(Signer signer) {
    List<Identified.Piece> taken =
        signer.checked()
            ? List.of(new Identified.Piece(ArtefactType.LIVE_PORTRAIT, "image/jpeg", PORTRAIT))
            : List.of();
    return () -> new Identified(signer, taken, List.of());
  }

  static KeyPlan oneTime() {
    return new KeyPlan.OneTime(PIN);
  }

  /** Runs a whole case. */
  Optional<Ceremony.Result> run(Job job, Desk desk, Signer signer, KeyPlan plan, Checkpoint point)
      throws Exception {
    return run(job, desk, signer, plan, point, LIMIT);
  }

  Optional<Ceremony.Result> run(
      Job job, Desk desk, Signer signer, KeyPlan plan, Checkpoint point, Duration limit)
      throws Exception {
    Ceremony.Look look = new Ceremony.Look(TEXTS, station::padFont, limit);
    return new Ceremony(
            station.services(), desk.pad(), station.statementKey(StandIn.FOR_UNNAMED), look, point)
        .run(
            job.order(),
            DocumentWords.of(job.order().document(), null),
            identified(signer),
            plan,
            host());
  }

  /** A whole case with a pad of its own. */
  Ceremony.Result sign(Job job, Checkpoint point) throws Exception {
    try (Desk desk = desk(signs())) {
      return run(job, desk, signer(), oneTime(), point).orElseThrow();
    }
  }

  private static CeremonyHost host() {
    return new CeremonyHost() {
      @Override
      public boolean consents(String text) {
        return true;
      }

      @Override
      public boolean shows() {
        return true;
      }

      @Override
      public List<Integer> showDocument(int pages) {
        return Stream.iterate(1, n -> n + 1).limit(pages).toList();
      }

      @Override
      public void reached(CaseState state) {
        // nobody watches
      }
    };
  }

  /** Has the customer write, with the chip's case begun if there is a chip. */
  CapturedInk capture(Job job, Desk desk) throws Exception {
    CaptureFlow flow =
        new CaptureFlow(desk.pad(), station.services().clock(), station.services().random());
    return flow.run(flow.unlock(PIN), page(job, desk), InkWatcher.NONE, LIMIT).orElseThrow();
  }

  ShownPage page(Job job, Desk desk) throws Exception {
    CaseDocument document = job.order().document();
    return new PadPage("title", DocumentWords.of(document, null).pages(), document.sm3())
        .draw(desk.pad().layout(), TEXTS);
  }

  /** Opens a case without a ceremony. */
  SigningCase open(Job job) throws Exception {
    return SigningCase.open(station.services(), job.order(), Checkpoint.NONE);
  }

  /** Takes an opened case up to where the document was shown to whom it knows. */
  static CaseShown shown(SigningCase signing, Signer signer) throws Exception {
    CaseConsented consented = signing.consent("1", "yes", ConsentPlace.SCREEN);
    if (signer.checked()) {
      signing.add(ArtefactType.LIVE_PORTRAIT, "image/jpeg", PORTRAIT);
    }
    return consented.identify(signer).show(List.of(1));
  }

  /** Takes an opened case up to the point where ink was captured. */
  static CaseCaptured captured(SigningCase signing, Signer signer, CapturedInk ink)
      throws Exception {
    return shown(signing, signer).capture(Optional.empty(), ink);
  }

  /** Takes an opened case up to where the services were asked. */
  static CaseProbed probed(SigningCase signing, Signer signer, CapturedInk ink) throws Exception {
    return captured(signing, signer, ink).freeze().probe();
  }

  /** The latest case of a job. */
  CaseRow row(Job job) throws Exception {
    return station.archive().cases().stream()
        .filter(row -> row.output().equals(job.output().toAbsolutePath()))
        .toList()
        .getLast();
  }

  Path folder(Job job) throws Exception {
    return station.services().cases().resolve(row(job).id());
  }

  /** What the escrow key opens of an artefact. */
  byte[] opened(String caseId, ArtefactRow artefact) throws Exception {
    byte[] share = station.archive().share(caseId).orElseThrow();
    byte[] sealed = station.archive().content(caseId, artefact);
    return ArtefactSeal.open(
            sealed, artefact.saltedSm3(), share, DemoWorkplace.trust(station).escrow())
        .content();
  }

  /** Verifies with the demo's roots. */
  VerifiedFile verify(Path file, Optional<InkKeys> keys) throws Exception {
    return new Verification(DemoWorkplace.trust(station).store(), keys, Instant.now())
        .of(file, Optional.of(file.resolveSibling("../in/in.xml").normalize()));
  }

  VerifiedFile verify(Path file) throws Exception {
    return verify(file, Optional.empty());
  }

  /** Input as it was, no output, no remains, the case cancelled. */
  void assertCancelled(Job job) throws Exception {
    assertArrayEquals(job.before(), Files.readAllBytes(job.input()));
    assertNothingWritten(job);
    assertEquals("CANCELLED", row(job).state());
    assertFalse(Files.exists(folder(job)), "case folder is left");
  }

  static void assertNothingWritten(Job job) throws Exception {
    try (Stream<Path> files = Files.list(job.output().getParent())) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Override
  public void close() {
    station.close();
  }
}
