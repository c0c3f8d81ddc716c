// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.problem.Problems;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.store.EventRow;
import org.penseal.pad.TimeoutFactor;
import org.penseal.pad.chip.ChipInfo;
import org.penseal.pdf.Report;
import org.penseal.refusal.FileException;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.embedded.EmbeddedTrust;
import org.penseal.trust.embedded.Fault;

/** CA, TSA, disk and input fail; before the signature that ends a case, after it nothing does. */
@WholeCase
class ServiceFaultsTest {
  @TempDir static Path shared;
  private static CaseLab lab;
  private static EmbeddedTrust trust;
  @TempDir Path folder;

  @BeforeAll
  static void open() throws Exception {
    lab = CaseLab.open(shared);
    trust = DemoWorkplace.trust(lab.station).embedded();
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @AfterEach
  void mend() {
    trust.caFault(Fault.NONE);
    trust.tsaFault(Fault.NONE);
  }

  private <X extends Exception> X refused(Class<X> type, Checkpoint point) throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    X found;
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      found =
          assertThrows(type, () -> lab.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), point));
      ChipInfo.KeyState key = desk.chip().info().key();
      assertTrue(key == ChipInfo.KeyState.GONE || key == ChipInfo.KeyState.NONE, key::name);
    }
    lab.assertCancelled(job);
    return found;
  }

  private static Checkpoint at(String step, Runnable act) {
    return Milestones.named(
        reached -> {
          if (reached.equals(step)) {
            act.run();
          }
        });
  }

  @Test
  void deadCaIsFoundBeforeAKeyIsMade() throws Exception {
    trust.caFault(Fault.DOWN);
    refused(ServiceException.CaUnreachable.class, at("key:generated", ServiceFaultsTest::never));
  }

  @Test
  void deadTsaIsFoundBeforeAKeyIsMade() throws Exception {
    trust.tsaFault(Fault.DOWN);
    refused(ServiceException.TsaUnreachable.class, at("key:generated", ServiceFaultsTest::never));
  }

  private static void never() {
    throw new AssertionError("a key was made");
  }

  @Test
  void caThatDiesAfterTheProbeEndsTheCase() throws Exception {
    refused(
        ServiceException.CaUnreachable.class, at("state:KEYED", () -> trust.caFault(Fault.DOWN)));
  }

  @Test
  void caThatAnswersNonsenseEndsTheCase() throws Exception {
    refused(
        ServiceException.CaRefused.class, at("state:KEYED", () -> trust.caFault(Fault.NONSENSE)));
  }

  @Test
  void caThatRefusesEndsTheCase() throws Exception {
    refused(ServiceException.CaRefused.class, at("state:KEYED", () -> trust.caFault(Fault.REFUSE)));
  }

  @Test
  void certificateForAnotherKeyEndsTheCase() throws Exception {
    refused(
        ServiceException.CaWrongKey.class, at("state:KEYED", () -> trust.caFault(Fault.OTHER_KEY)));
  }

  @Test
  void caThatHoldsItsAnswerBackEndsTheCaseInTime() throws Exception {
    long begin = System.nanoTime();
    refused(
        ServiceException.CaUnreachable.class, at("state:KEYED", () -> trust.caFault(Fault.SLOW)));
    assertTrue(Duration.ofNanos(System.nanoTime() - begin).toSeconds() < 120);
  }

  @Test
  void tsaThatAnswersNonsenseAtTheProbeEndsTheCase() throws Exception {
    trust.tsaFault(Fault.NONSENSE);
    refused(ServiceException.TsaRefused.class, Checkpoint.NONE);
  }

  @Test
  void tsaWhoseTimeMayBeOffByYearsIsFoundBeforeAKeyIsMade() throws Exception {
    trust.tsaFault(Fault.WIDE_ACCURACY);
    var refused =
        refused(ServiceException.TsaRefused.class, at("key:generated", ServiceFaultsTest::never));
    assertEquals("timestamp-accuracy-too-wide", refused.reason());
  }

  @Test
  void stampWhoseTimeMayBeOffByYearsIsNotTakenAndTheCaseWaits() throws Exception {
    CaseLab.Job job =
        leftBehind(
            ServiceException.TsaRefused.class,
            "SIGNED",
            at("state:SIGNED", () -> trust.tsaFault(Fault.WIDE_ACCURACY)));
    assertEquals(Recovery.Outcome.WAITING, recover(lab.station.services(), job).outcome());
    trust.tsaFault(Fault.NONE);
    assertFinished(job);
  }

  @Test
  void tsaWhoseRootIsNotTrustedIsFoundBeforeAKeyIsMadeAndAtTheStampWaits() throws Exception {
    try (EmbeddedTrust stranger =
        EmbeddedTrust.start(
            Files.createDirectories(folder.resolve("stranger")),
            request -> java.util.Optional.empty(),
            Clock.systemUTC(),
            new java.security.SecureRandom())) {
      CaseLab.Job job = lab.pdf(folder);
      Path data = folder.resolve("other");
      try (CaseLab other =
              CaseLab.open(data, java.util.Optional.empty(), List.of(stranger.tsaUri()));
          CaseLab.Desk desk = other.desk(CaseLab.signs())) {
        Checkpoint never = at("key:generated", ServiceFaultsTest::never);
        assertThrows(
            ServiceException.TsaUntrusted.class,
            () -> other.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), never));
      }
      CaseLab.Job waits =
          leftBehind(
              ServiceException.TsaRefused.class,
              "SIGNED",
              at("state:SIGNED", () -> trust.tsaFault(Fault.OTHER_KEY)));
      CaseServices s = lab.station.services();
      TimestampClient strange =
          new TimestampClient(
              List.of(stranger.tsaUri()),
              TimeoutFactor.on(Duration.ofSeconds(3)),
              s.hashing(),
              s.random());
      Recovery.Recovered found = recover(with(strange, s.clock()), waits);
      assertEquals(Recovery.Outcome.WAITING, found.outcome());
      assertTrue(found.failure().orElseThrow() instanceof ServiceException.TsaUntrusted);
      trust.tsaFault(Fault.NONE);
      assertFinished(waits);
    }
  }

  private CaseLab.Job leftBehind(Class<? extends Exception> type, String state, Checkpoint point)
      throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      assertThrows(type, () -> lab.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), point));
    }
    assertEquals(state, lab.row(job).state());
    assertFalse(Files.exists(job.output()));
    assertArrayEquals(job.before(), Files.readAllBytes(job.input()));
    return job;
  }

  private static Recovery.Recovered recover(CaseServices services, CaseLab.Job job)
      throws Exception {
    List<Recovery.Recovered> found = new Recovery(services).run();
    return found.stream()
        .filter(r -> r.row().output().equals(job.output().toAbsolutePath()))
        .findFirst()
        .orElseThrow();
  }

  private static void assertFinished(CaseLab.Job job) throws Exception {
    assertEquals(Recovery.Outcome.FINISHED, recover(lab.station.services(), job).outcome());
    assertEquals("ARCHIVED", lab.row(job).state());
    assertEquals(Report.Verdict.VALID, lab.verify(job.output()).verdict());
    assertFalse(Files.exists(lab.folder(job)));
    assertOnlyOutput(job);
    assertEquals(List.of(), new Recovery(lab.station.services()).run());
  }

  private static void assertOnlyOutput(CaseLab.Job job) throws Exception {
    try (Stream<Path> files = Files.list(job.output().getParent())) {
      assertEquals(List.of(job.output()), files.toList());
    }
  }

  @Test
  void tsaThatDiesAfterTheSignatureIsAskedAgainByTheNextStart() throws Exception {
    CaseLab.Job job =
        leftBehind(
            ServiceException.TsaUnreachable.class,
            "SIGNED",
            at("state:SIGNED", () -> trust.tsaFault(Fault.DOWN)));
    assertEquals(Recovery.Outcome.WAITING, recover(lab.station.services(), job).outcome());
    assertEquals("SIGNED", lab.row(job).state());
    trust.tsaFault(Fault.NONE);
    assertFinished(job);
  }

  @Test
  void signatureWhoseCertificateEndedBeforeTheStampIsSetAsideAndTold() throws Exception {
    CaseLab.Job job =
        leftBehind(
            ServiceException.TsaRefused.class,
            "SIGNED",
            at("state:SIGNED", () -> trust.tsaFault(Fault.OTHER_KEY)));
    trust.tsaFault(Fault.NONE);
    byte[] signature = Files.readAllBytes(lab.folder(job).resolve("signature.cms"));
    CaseServices later =
        withClock(Clock.offset(lab.station.services().clock(), Duration.ofMinutes(11)));
    Recovery.Recovered found = recover(later, job);
    assertEquals(Recovery.Outcome.ENDED, found.outcome());
    assertEquals("certificate-ended", Problems.of(found.failure().orElseThrow()).code());
    assertEquals("ABANDONED", lab.row(job).state());
    assertFalse(Files.exists(lab.folder(job)));
    CaseLab.assertNothingWritten(job);
    EventRow last = lab.station.archive().events(lab.row(job).id()).getLast();
    assertEquals("set aside: certificate ended before the timestamp", last.detail());
    Path aside = lab.station.data().resolve("aside").resolve(lab.row(job).id());
    assertArrayEquals(signature, Files.readAllBytes(aside.resolve("signature.cms")));
    try (Stream<Path> all = Files.list(aside)) {
      assertTrue(all.count() > 1, "the prepared file belongs to it");
    }
  }

  private static CaseServices withClock(Clock clock) {
    return with(lab.station.services().tsa(), clock);
  }

  private static CaseServices with(TimestampClient tsa, Clock clock) {
    CaseServices s = lab.station.services();
    return s.with(new CaseServices.Stamping(tsa, s.tsas()), clock);
  }

  @Test
  void outputFolderThatVanishesIsWaitedFor() throws Exception {
    CaseLab.Job job =
        leftBehind(
            FileException.OutputNotWritable.class,
            "STAMPED",
            at("state:STAMPED", () -> delete(folder.resolve("out"))));
    assertEquals(Recovery.Outcome.WAITING, recover(lab.station.services(), job).outcome());
    Files.createDirectory(folder.resolve("out"));
    assertFinished(job);
  }

  private static void delete(Path path) {
    assertTrue(path.toFile().delete(), path::toString);
  }

  @Test
  void outputWithoutAPlaceIsRefusedBeforeAnythingBegins() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    CaseLab.Job onItself = moved(job, job.input());
    assertThrows(FileException.OutputIsInput.class, () -> lab.open(onItself));
    CaseLab.Job nowhere = moved(job, folder.resolve("missing").resolve("signed.pdf"));
    assertThrows(FileException.OutputNotWritable.class, () -> lab.open(nowhere));
    assertArrayEquals(job.before(), Files.readAllBytes(job.input()));
  }

  private static CaseLab.Job moved(CaseLab.Job job, Path output) {
    CaseOrder o = job.order();
    return new CaseLab.Job(
        new CaseOrder(
            o.businessId(),
            o.type(),
            o.document(),
            o.pdfPassword(),
            output,
            o.form(),
            o.seal(),
            o.annotation()),
        job.before());
  }

  @Test
  void inputThatChangesBeforeTheSignatureIsRefused() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      Checkpoint change = at("state:CERTIFIED", () -> append(job.input()));
      assertThrows(
          FileException.InputChanged.class,
          () -> lab.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), change));
      assertEquals(ChipInfo.KeyState.GONE, desk.chip().info().key());
    }
    assertEquals("CANCELLED", lab.row(job).state());
    CaseLab.assertNothingWritten(job);
  }

  @Test
  void dataThatChangesBeforeTheSignatureIsRefused() throws Exception {
    byte[] content = "<bid>1</bid>".getBytes(StandardCharsets.UTF_8);
    CaseLab.Job job = lab.data(folder, content);
    Checkpoint change = at("state:CERTIFIED", () -> append(job.input()));
    assertThrows(FileException.InputChanged.class, () -> lab.sign(job, change));
    assertEquals("CANCELLED", lab.row(job).state());
    CaseLab.assertNothingWritten(job);
  }

  @Test
  void inputThatChangesAfterTheSignatureIsNotWrittenOver() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    Checkpoint change = at("state:STAMPED", () -> append(job.input()));
    assertThrows(FileException.InputChanged.class, () -> lab.sign(job, change));
    CaseLab.assertNothingWritten(job);
    assertEquals(Recovery.Outcome.WAITING, recover(lab.station.services(), job).outcome());
    Files.write(job.input(), job.before());
    assertFinished(job);
  }

  private static void append(Path file) {
    try {
      Files.write(file, new byte[] {'%'}, StandardOpenOption.APPEND);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void fullDiskLeavesNothingHalfWrittenAndIsWaitedFor() throws Exception {
    Path small = Files.createDirectories(folder.resolve("out"));
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.toString());
    Assumptions.assumeTrue(mounted, "no right to mount a small file system");
    try {
      CaseLab.Job job = leftBehind(FileException.NoRoom.class, "STAMPED", Checkpoint.NONE);
      CaseLab.assertNothingWritten(job);
      Recovery.Recovered waiting = recover(lab.station.services(), job);
      assertEquals(Recovery.Outcome.WAITING, waiting.outcome());
      CaseLab.assertNothingWritten(job);
      assertTrue(run("mount", "-o", "remount,size=16m", small.toString()));
      assertFinished(job);
    } finally {
      assertTrue(run("umount", small.toString()));
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (java.io.IOException e) {
      return false; // there is no such program
    }
  }
}
