// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.DeskRules;
import org.penseal.app.business.KeepIdentity;
import org.penseal.app.business.PagesOnPad;
import org.penseal.app.business.UnreadPages;
import org.penseal.app.capture.InkWatcher;
import org.penseal.app.capture.LeafFlow;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.CeremonyHost;
import org.penseal.app.ceremony.DocumentWords;
import org.penseal.app.ceremony.PadPlace;
import org.penseal.app.evidence.ArtefactType;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.leaf.LeafDocuments;
import org.penseal.app.leaf.PdfLeaves;
import org.penseal.app.problem.Problems;
import org.penseal.app.report.HtmlPageTexts;
import org.penseal.app.screen.LeafLayout;
import org.penseal.app.screen.Pixels;
import org.penseal.app.screen.WordParts;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.store.ArtefactRow;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.InkKeys;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.StandIn;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadLayout;
import org.penseal.pad.PadPicture;
import org.penseal.pad.ink.InkJson;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.SimulatedCustomer;
import org.penseal.pad.simulator.SimulatedCustomer.Step;
import org.penseal.pad.simulator.SimulatedCustomer.Tap;
import org.penseal.pdf.Placement;
import org.penseal.pdf.Report;

/** Whole cases in which consent is given and the document leafed through on the pad. */
@WholeCase
@Timeout(600)
class LeafCaseTest {
  private static final Texts TEXTS = Texts.of("zh");
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Ceremony.Offer PAGES = new Ceremony.Offer(false, true);

  @TempDir static Path shared;
  private static CaseLab lab;

  @TempDir Path folder;

  @BeforeAll
  static void openLab() throws Exception {
    lab = CaseLab.open(shared);
  }

  @AfterAll
  static void closeLab() {
    lab.close();
  }

  /** Agrees, once the pad's answer is there if it is asked for on the pad. */
  private static class Host implements CeremonyHost {
    final CompletableFuture<Boolean> onPad = new CompletableFuture<>();
    final List<Integer> leafed = new ArrayList<>();
    final List<PadPicture> shown = new ArrayList<>();
    boolean asksOnPad;
    int back;
    @Nullable Runnable atPage;

    @Override
    public void asksOnPad(String text) {
      asksOnPad = true;
    }

    @Override
    public boolean consents(String text) {
      try {
        return !asksOnPad || onPad.get(60, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void consented(boolean agreed) {
      onPad.complete(agreed);
    }

    @Override
    public boolean shows() {
      return true;
    }

    @Override
    public List<Integer> showDocument(int pages) {
      return List.of(1); // the operator looked at the first page
    }

    @Override
    public void reached(CaseState state) {
      // nobody watches
    }

    @Override
    public void padBack(Pad pad) {
      back++;
    }

    @Override
    public InkWatcher ink() {
      return new InkWatcher() {
        @Override
        public void shown(PadPicture picture) {
          shown.add(picture);
        }

        @Override
        public void leafing(LeafFlow.What what, int page, int pages, boolean drawn) {
          leafed.add(page);
          Runnable act = atPage;
          if (act != null) {
            act.run();
          }
        }
      };
    }
  }

  private static LeafLayout layout(String model) {
    return LeafLayout.of(lab.station.catalog().byId(model).orElseThrow().layout());
  }

  private static SimulatedCustomer customer(List<Step> first) throws Exception {
    List<Step> steps = new ArrayList<>(first);
    steps.addAll(CaseLab.signs().steps());
    return new SimulatedCustomer(steps);
  }

  private static List<Step> forward(String model, int times) {
    return IntStream.range(0, times)
        .mapToObj(i -> (Step) new Tap(layout(model).forward()))
        .toList();
  }

  private static List<Step> then(List<Step> first, Step last) {
    List<Step> steps = new ArrayList<>(first);
    steps.add(last);
    return steps;
  }

  private static Optional<Ceremony.Result> run(
      CaseLab.Job job, PadPlace place, CeremonyHost host, Ceremony.Offer offer, Duration limit)
      throws Exception {
    return new Ceremony(
            lab.station.services(),
            place,
            lab.station.statementKey(StandIn.FOR_UNNAMED),
            new Ceremony.Look(TEXTS, lab.station::padFont, limit, offer),
            Checkpoint.NONE)
        .run(
            job.order(),
            DocumentWords.of(job.order().document(), null),
            CaseLab.identified(CaseLab.signer()),
            CaseLab.oneTime(),
            host);
  }

  private static @Nullable List<Integer> leafed(Ceremony.Result result) {
    return Objects.requireNonNull(result.manifest().capture()).pagesLeafed();
  }

  private static VerifiedFile verified(Ceremony.Result result) throws Exception {
    byte[] share = lab.station.archive().share(result.caseId()).orElseThrow();
    InkKeys keys = new InkKeys(DemoWorkplace.trust(lab.station).escrow(), share);
    VerifiedFile verified = lab.verify(result.output(), Optional.of(keys));
    assertEquals(Report.Verdict.VALID, verified.verdict());
    assertEquals("matches", verified.signatures().getFirst().evidence().ink().word());
    return verified;
  }

  @Test
  void pagesThatTheCustomerLeafedThroughAreToldApartFromThoseOfTheOperator() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    Host host = new Host();
    // More presses than there are parts: behind the last one there is no button.
    SimulatedCustomer reads =
        customer(then(forward("stu-540", 30), new Tap(layout("stu-540").accept())));
    PadSimulator simulator;
    PadLayout pad;
    try (CaseLab.Desk desk = lab.desk("stu-540", reads)) {
      simulator = desk.simulator();
      pad = desk.pad().layout();
      Ceremony.Result result =
          run(job, PadPlace.once(desk.pad()), host, PAGES, LIMIT).orElseThrow();
      assertEquals(List.of(1, 2, 3, 4), leafed(result));
      assertEquals(List.of(1), result.manifest().pagesSeen());
      VerifiedFile verified = verified(result);
      String told = HtmlPageTexts.html(verified);
      assertTrue(told.contains("1-4") || told.contains("1–4"), "the report tells the pages");
      assertEquals(
          "[1,2,3,4]",
          verified.signatures().getFirst().claims().get("capture.pagesLeafed"),
          "the station's word");
    }
    assertEquals(
        WordParts.on(pad, TEXTS.locale()).centred(TEXTS.get("pad.thanks"), pad),
        simulator.picture(),
        "a word of thanks stays");
    assertEquals(simulator.picture(), host.shown.getLast(), "also where the pad is mirrored");
    List<int[]> mark = mark(job.order(), layout("stu-540"));
    assertTrue(mark.size() > 1_000, mark.size() + " pixels of a mark");
    assertTrue(
        host.shown.stream()
            .anyMatch(each -> mark.stream().allMatch(at -> isDark(each.rgb(at[0], at[1])))),
        "where the signature goes was marked");
  }

  private static List<int[]> mark(CaseOrder order, LeafLayout layout) throws Exception {
    Placement.At at = assertInstanceOf(Placement.At.class, order.seal().placement());
    Path file = order.document().file();
    List<int[]> pixels = new ArrayList<>();
    try (PdfLeaves plain = LeafDocuments.open(file, layout, TEXTS);
        PdfLeaves marked = PdfLeaves.open(file, null, layout, TEXTS, at)) {
      Pixels without = plain.sheet(at.page()).parts().getLast();
      Pixels with = marked.sheet(at.page()).parts().getLast();
      for (int y = 0; y < with.height(); y++) {
        for (int x = 0; x < with.width(); x++) {
          if (!isDark(without.rgb(x, y)) && isDark(with.rgb(x, y))) {
            pixels.add(new int[] {x, y});
          }
        }
      }
    }
    return pixels;
  }

  private static boolean isDark(int rgb) {
    return (rgb >> 8 & 0xFF) < 0x60;
  }

  @Test
  void onePressLeadsToTheSignatureAndNoPageCounts() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(customer(List.of(new Tap(layout("penseal-ref").accept()))))) {
      Ceremony.Result result =
          run(job, PadPlace.once(desk.pad()), new Host(), PAGES, LIMIT).orElseThrow();
      assertEquals(List.of(), leafed(result));
      verified(result);
    }
  }

  @Test
  void cancelWhileLeafingEndsTheCaseAndThePadIsWhite() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    PadSimulator simulator;
    try (CaseLab.Desk desk =
        lab.desk(
            customer(then(forward("penseal-ref", 2), new Tap(layout("penseal-ref").refuse()))))) {
      simulator = desk.simulator();
      assertEquals(Optional.empty(), run(job, PadPlace.once(desk.pad()), new Host(), PAGES, LIMIT));
    }
    lab.assertCancelled(job);
    assertEquals(PadPicture.blank(320, 200), simulator.picture());
  }

  @Test
  void customerWhoPressesNothingEndsTheCaseWithAWord() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(SimulatedCustomer.nobody())) {
      PadException.TimedOut slow =
          assertThrows(
              PadException.TimedOut.class,
              () -> run(job, PadPlace.once(desk.pad()), new Host(), PAGES, Duration.ofMillis(500)));
      assertEquals("signer-slow", Problems.of(slow).code());
    }
    lab.assertCancelled(job);
  }

  @Test
  void padThatIsUnpluggedWhileLeafingGoesOnWhereItWas() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    Host host = new Host();
    try (PadSimulator first = simulator(customer(forward("penseal-ref", 30)));
        PadSimulator second =
            simulator(
                customer(
                    then(forward("penseal-ref", 60), new Tap(layout("penseal-ref").accept()))))) {
      host.atPage =
          () -> {
            if (host.leafed.getLast() == 2) {
              first.unplug();
            }
          };
      List<PadSimulator> left = new ArrayList<>(List.of(first, second));
      try (PadPlace place =
          PadPlace.open(() -> SimulatedDevices.open(left.removeFirst(), lab.station.pads()))) {
        Ceremony.Result result = run(job, place, host, PAGES, LIMIT).orElseThrow();
        assertEquals(List.of(1, 2, 3, 4), leafed(result));
        assertEquals(0, result.manifest().ink().attemptsDiscarded(), "nothing was written");
        verified(result);
      }
    }
    assertEquals(1, host.back);
    assertEquals(
        host.leafed.stream().sorted().toList(),
        host.leafed,
        "it did not begin anew: " + host.leafed);
  }

  private static PadSimulator simulator(SimulatedCustomer customer) throws Exception {
    return SimulatedDevices.pad(
        lab.station.catalog(),
        DemoWorkplace.trust(lab.station).devices(),
        "penseal-ref",
        customer,
        CaseLab.SPEED);
  }

  @Test
  void kindOfBusinessMayLeaveThePagesOut() throws Exception {
    CaseLab.Job plain = lab.pdf(folder);
    BusinessType standard = BusinessType.STANDARD;
    BusinessType without =
        new BusinessType(
            standard.id(),
            standard.name(),
            standard.modes(),
            standard.defaultMode(),
            standard.liveness(),
            standard.cards(),
            standard.retentionDays(),
            standard.keep(),
            standard.alternative(),
            new DeskRules(
                UnreadPages.TELL,
                KeepIdentity.EACH,
                List.of(),
                PagesOnPad.SKIP,
                List.of(),
                Optional.empty()));
    assertNotEquals(standard.sm3(), without.sm3());
    CaseLab.Job job = new CaseLab.Job(plain.order().under(without), plain.before());
    Host host = new Host();
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      Ceremony.Result result =
          run(job, PadPlace.once(desk.pad()), host, Ceremony.Offer.ALL, LIMIT).orElseThrow();
      assertNull(leafed(result));
      assertFalse(host.asksOnPad);
    }
  }

  @Test
  void padWithASmallScreenGoesToTheSignatureAtOnce() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk("stu-300", CaseLab.signs())) {
      Ceremony.Result result =
          run(job, PadPlace.once(desk.pad()), new Host(), Ceremony.Offer.ALL, LIMIT).orElseThrow();
      assertNull(leafed(result));
    }
  }

  @Test
  void consentWithThePenIsKeptAsGivenOnThePad() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    Tap accept = new Tap(layout("stu-530").accept());
    List<Step> agrees = then(forward("stu-530", 3), accept);
    try (CaseLab.Desk desk = lab.desk("stu-530", customer(then(agrees, accept)))) {
      Host host = new Host();
      Ceremony.Result result =
          run(job, PadPlace.once(desk.pad()), host, Ceremony.Offer.ALL, LIMIT).orElseThrow();
      Manifest.Consent consent = Objects.requireNonNull(result.manifest().consent());
      assertEquals("pad", consent.on());
      assertEquals(true, consent.shown());
      List<ArtefactRow> presses =
          lab.station.archive().artefacts(result.caseId()).stream()
              .filter(a -> a.type().equals(ArtefactType.CONSENT_PRESS.label()))
              .toList();
      assertEquals(1, presses.size());
      byte[] press = lab.opened(result.caseId(), presses.getFirst());
      assertTrue(InkJson.read(press).samples().stream().anyMatch(s -> s.touching()));
      verified(result);
    }
  }

  @Test
  void refusalOnThePadEndsTheCase() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk =
        lab.desk("stu-530", customer(List.of(new Tap(layout("stu-530").refuse()))))) {
      Host host = new Host();
      assertEquals(
          Optional.empty(), run(job, PadPlace.once(desk.pad()), host, Ceremony.Offer.ALL, LIMIT));
      assertTrue(host.asksOnPad);
    }
    lab.assertCancelled(job);
  }

  @Test
  void answerAtTheWorkstationTakesTheQuestionFromThePad() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk("stu-530", SimulatedCustomer.nobody())) {
      Host host =
          new Host() {
            @Override
            public List<Integer> showDocument(int pages) {
              try {
                desk.simulator().customer(customer(List.of(new Tap(layout("stu-530").accept()))));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return List.of(1);
            }
          };
      host.onPad.complete(true); // pressed on the screen of the workstation
      Ceremony.Result result =
          run(job, PadPlace.once(desk.pad()), host, Ceremony.Offer.ALL, LIMIT).orElseThrow();
      Manifest.Consent consent = Objects.requireNonNull(result.manifest().consent());
      assertNull(consent.on());
      assertEquals(true, consent.shown());
    }
  }
}
