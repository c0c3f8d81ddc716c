// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.bench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.penseal.app.authority.CodeEntry;
import org.penseal.app.bench.figure.Figure;
import org.penseal.app.bench.figure.Rounds;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.ExpiredCards;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.CeremonyHost;
import org.penseal.app.ceremony.DocumentWords;
import org.penseal.app.ceremony.KeyPlan;
import org.penseal.app.identify.Identified;
import org.penseal.app.identify.IdentifyFlow;
import org.penseal.app.identify.IdentifyRequest;
import org.penseal.app.identify.card.CardDesk;
import org.penseal.app.identify.card.CardReading;
import org.penseal.app.ink.TraceFile;
import org.penseal.app.lab.DemoIdentity;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.signing.CaseDocument;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.StandIn;
import org.penseal.app.workplace.Station;
import org.penseal.idcard.IdCardSimulator;
import org.penseal.identity.IdentityMode;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.rule.ChallengePlan;
import org.penseal.pad.Ink;
import org.penseal.pad.Pad;
import org.penseal.pad.PenSample;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pdf.page.DemoReport;
import org.penseal.signature.Level;

/** Whole cases as in the demo, the simulated pen far faster than any hand. */
final class CaseBench {
  private static final String MODEL = "penseal-ref";
  private static final String TRACE = "ink/li-na-1.json";
  private static final double SPEED = 200;

  private final Station station;
  private final Path folder;
  private int cases;

  CaseBench(Station station, Path folder) {
    this.station = station;
    this.folder = folder;
  }

  List<Figure> run(int rounds) throws Exception {
    Path document = document();
    one(document); // loads the face models and warms up
    Rounds whole = new Rounds();
    Map<CaseState, List<Double>> steps = new EnumMap<>(CaseState.class);
    for (int i = 0; i < rounds; i++) {
      Steps clock = new Steps(steps);
      whole.measure(() -> one(document, clock));
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("whole case, clock", whole.wallMs(), "ms"));
    for (Map.Entry<CaseState, List<Double>> step : steps.entrySet()) {
      String name = step.getKey().name().toLowerCase(Locale.ROOT);
      figures.add(new Figure("up to " + name + ", clock", Rounds.median(step.getValue()), "ms"));
    }
    return figures;
  }

  /** A document as in the demo. */
  Path document() throws Exception {
    Path document = folder.resolve("report.pdf");
    DemoReport.write(document);
    return document;
  }

  /** Signs it in a case of its own; the output is replaced. */
  Path one(Path document) throws Exception {
    return one(document, new Steps(new EnumMap<>(CaseState.class)));
  }

  private Path one(Path document, Steps steps) throws Exception {
    CaseDocument read = CaseDocument.read(document);
    DocumentWords words = DocumentWords.of(read, null);
    CaseOrder order =
        new CaseOrder(
            UUID.randomUUID().toString(),
            BusinessType.STANDARD,
            read,
            null,
            folder.resolve("signed.pdf"),
            new CaseOrder.Form(Level.T, false),
            new CaseOrder.Seal(words.lowerRight(), station.settings().limits().zone()),
            CaseOrder.Annotated.NOTHING);
    SimulatedCustomer customer = SimulatedCustomer.signs(ink());
    KeyPlan plan = new KeyPlan.OneTime(SimulatedDevices.PIN.getBytes(StandardCharsets.US_ASCII));
    Ceremony.Look look =
        new Ceremony.Look(Texts.of("zh"), station::padFont, station.settings().limits().signing());
    try (PadSimulator simulator =
            SimulatedDevices.pad(
                station.catalog(), DemoWorkplace.trust(station).devices(), MODEL, customer, SPEED);
        Pad pad = station.pads().open(simulator.uri())) {
      return new Ceremony(
              station.services(),
              pad,
              station.statementKey(StandIn.FOR_UNNAMED),
              look,
              Checkpoint.NONE)
          .run(order, words, this::identified, plan, steps)
          .orElseThrow()
          .output();
    }
  }

  // An ink digest occurs in one case only, so each case has its ink a unit further to the right.
  private Ink ink() throws Exception {
    int shift = cases++;
    Path file = folder.resolve("trace.json");
    Files.write(file, DemoIdentity.resource(TRACE));
    Ink.Space space = station.catalog().byId(MODEL).orElseThrow().space();
    Ink ink = TraceFile.read(file, space);
    return new Ink(
        ink.space(),
        ink.samples().stream().map(sample -> moved(sample, shift)).toList(),
        ink.lostReports());
  }

  private static PenSample moved(PenSample sample, int shift) {
    return sample.leaves()
        ? sample
        : new PenSample(
            sample.x() + shift,
            sample.y(),
            sample.pressure(),
            sample.near(),
            sample.buttons(),
            sample.timeMs(),
            sample.sequence(),
            sample.hostNanos());
  }

  private Identified identified()
      throws org.penseal.app.signing.CaseException,
          org.penseal.app.store.StoreException,
          org.penseal.idcard.IdCardException,
          org.penseal.identity.IdentityException,
          org.penseal.refusal.SigningException,
          LivenessException,
          java.io.IOException,
          InterruptedException {
    DemoIdentity demo = DemoWorkplace.people(station);
    byte[] printed = demo.printedPortrait();
    CardReading card;
    try (IdCardSimulator reader =
        IdCardSimulator.start(Optional.of(DemoIdentity.card(demo.signer(), printed)))) {
      card =
          new CardDesk(
                  DemoIdentity.decoder(printed),
                  ExpiredCards.REFUSE,
                  LocalDate.now(station.services().clock()))
              .read(reader.uri());
    }
    IdentifyRequest request =
        new IdentifyRequest(
            IdentityMode.of("real-person"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(card),
            Optional.of(demo.puppet()::camera),
            () -> ChallengePlan.chosen(DemoIdentity.CHALLENGES),
            org.penseal.app.evidence.Origin.SIMULATED);
    return new IdentifyFlow(
            new IdentifyFlow.FaceChecks(station.liveness(), station.faces(), portrait -> false),
            station.authority(StandIn.FOR_UNNAMED),
            CodeEntry.NONE,
            BusinessType.STANDARD,
            station.services().clock())
        .run(request, org.penseal.liveness.check.LivenessObserver.NONE);
  }

  /** Agrees to everything and keeps how long each step took. */
  private static final class Steps implements CeremonyHost {
    private final Map<CaseState, List<Double>> steps;
    private long since = System.nanoTime();

    Steps(Map<CaseState, List<Double>> steps) {
      this.steps = steps;
    }

    @Override
    public boolean consents(String text) {
      return true;
    }

    @Override
    public boolean shows() {
      return false;
    }

    @Override
    public List<Integer> showDocument(int pages) {
      return List.of();
    }

    @Override
    public void reached(CaseState state) {
      long now = System.nanoTime();
      steps.computeIfAbsent(state, s -> new ArrayList<>()).add((now - since) / 1e6);
      since = now;
    }
  }
}
