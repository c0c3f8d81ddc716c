// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.KeyPlan;
import org.penseal.app.evidence.Escrow;
import org.penseal.app.lab.DemoTrust;
import org.penseal.app.lab.DemoWorkplace;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.Frozen;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.Signer;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Settings;
import org.penseal.key.EscrowKey;
import org.penseal.key.Pkcs12File;
import org.penseal.key.StationKey;
import org.penseal.pad.Pad;
import org.penseal.pad.PadException;
import org.penseal.pad.PadIdentity;
import org.penseal.pad.PadOrigin;
import org.penseal.pad.driver.PadDriver;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.chip.SimulatedDeviceAuthority;
import org.penseal.pdf.Report;
import org.penseal.refusal.CredentialException;
import org.penseal.signature.SigningKey;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.EmbeddedTrust;

/**
 * A pad that this computer takes for a device, at a station for which nobody named a service. No
 * device is at hand: a simulated pad stands for one, whose line says that it is.
 */
@WholeCase
@Timeout(600)
class DevicePadTest {
  private static final byte[] WRONG = "00000000".getBytes(StandardCharsets.US_ASCII);

  @TempDir static Path shared;
  @TempDir Path folder;
  private static CaseLab lab;

  @BeforeAll
  static void open() throws Exception {
    lab = CaseLab.open(shared);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  static Pad device(Pad pad) {
    return of(pad, PadOrigin.DEVICE);
  }

  /** The same pad on a line of another kind. */
  static Pad of(Pad pad, PadOrigin origin) {
    PadIdentity said = pad.identity();
    PadIdentity identity =
        new PadIdentity(
            said.model(), said.serialNumber(), said.firmware(), said.capability(), origin);
    return (Pad)
        Proxy.newProxyInstance(
            Pad.class.getClassLoader(),
            new Class<?>[] {Pad.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("identity")) {
                return identity;
              }
              try {
                return method.invoke(pad, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Service refused(KeyPlan plan) throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      CaseLab.Desk real = new CaseLab.Desk(desk.simulator(), device(desk.pad()));
      CaseException.ServiceNotNamed refused =
          assertThrows(
              CaseException.ServiceNotNamed.class,
              () -> lab.run(job, real, CaseLab.signer(), plan, Checkpoint.NONE));
      assertFalse(desk.simulator().customerIsDone(), "nobody was asked to write");
      CaseLab.assertNothingWritten(job);
      return refused.service;
    }
  }

  @Test
  void inkOfADeviceIsNotSealedForTheDemosEscrow() throws Exception {
    assertEquals(Service.ESCROW, refused(CaseLab.oneTime()));
    Pkcs12File own = StationKey.generate("own", Instant.now(), lab.station.services().random());
    try (SigningKey key = own.open()) {
      assertEquals(Service.ESCROW, refused(new KeyPlan.Standing(key)));
    }
  }

  /** A pad whose chip a maker certified who is none of simulators. */
  private static CaseLab.Desk certified(CaseLab lab, SimulatedDeviceAuthority maker)
      throws Exception {
    PadSimulator simulator =
        SimulatedDevices.pad(
            lab.station.catalog(), maker, "penseal-ref", CaseLab.signs(), CaseLab.SPEED);
    Pad pad = lab.station.pads().open(simulator.uri() + "?link=off");
    return new CaseLab.Desk(simulator, device(pad));
  }

  @Test
  void aDemonstrationWithARealPadIsSignedAndCallsItselfOne() throws Exception {
    SimulatedDeviceAuthority maker =
        SimulatedDeviceAuthority.in(folder.resolve("maker"), Clock.systemUTC(), new SecureRandom());
    Path roots = Files.createDirectories(folder.resolve("data/trust/device"));
    Files.writeString(roots.resolve("maker.pem"), maker.certificatePem());
    try (CaseLab demo = CaseLab.demonstration(folder);
        CaseLab.Desk desk = certified(demo, maker)) {
      CaseLab.Job job = demo.pdf(folder.resolve("job"));
      demo.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), Checkpoint.NONE);
      TrustStore trust =
          DemoWorkplace.trust(demo.station).store().with(Purpose.DEVICE, maker.certificate());
      VerifiedFile file =
          new Verification(trust, Optional.empty(), Instant.now())
              .of(job.output(), Optional.empty());
      VerifiedFile.Entry entry = file.signatures().getFirst();
      assertEquals("matches", entry.evidence().statement().word(), entry.reasons().toString());
      assertEquals(Report.Assurance.DEMO, entry.assurance());
      assertEquals(Report.Verdict.VALID, file.verdict());
    }
  }

  @Test
  void chipOfAnUnknownMakerIsRefusedBeforeAnybodyIsAskedForAnything() throws Exception {
    SimulatedDeviceAuthority maker =
        SimulatedDeviceAuthority.in(folder.resolve("maker"), Clock.systemUTC(), new SecureRandom());
    try (CaseLab demo = CaseLab.demonstration(folder)) {
      CaseLab.Job job = demo.pdf(folder.resolve("job"));
      try (PadSimulator simulator =
          SimulatedDevices.pad(
              demo.station.catalog(), maker, "penseal-ref", CaseLab.signs(), CaseLab.SPEED)) {
        Pad pad =
            new PadDriver(demo.station.catalog(), new SecureRandom())
                .open(simulator.uri() + "?link=off");
        try (CaseLab.Desk desk = new CaseLab.Desk(simulator, device(pad))) {
          assertThrows(
              CaseException.DeviceUntrusted.class,
              () -> demo.run(job, desk, CaseLab.signer(), CaseLab.oneTime(), Checkpoint.NONE));
          assertFalse(simulator.customerIsDone(), "nobody was asked to write");
          assertEquals(List.of(), demo.station.archive().cases(), "no case was opened");
        }
      }
      CaseLab.assertNothingWritten(job);
    }
  }

  /** What the system does not tell may be a device: nothing stands in for it, and it is none. */
  @Test
  void padOfAnUnknownOriginIsToldAsOneAndTakesNoRealService() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      CaseLab.Desk odd = new CaseLab.Desk(desk.simulator(), of(desk.pad(), PadOrigin.UNKNOWN));
      assertThrows(
          CaseException.ServiceNotNamed.class,
          () -> lab.run(job, odd, CaseLab.signer(), CaseLab.oneTime(), Checkpoint.NONE));
      CaseLab.assertNothingWritten(job);
    }
    X509Certificate real =
        EscrowKey.generate("escrow", Instant.now(), lab.station.services().random())
            .chain()
            .getFirst();
    org.penseal.app.evidence.Origin unknown = org.penseal.app.evidence.Origin.of(PadOrigin.UNKNOWN);
    assertThrows(
        CaseException.LaboratoryWithService.class, () -> Mixture.requireFit(unknown, real));
    assertTrue(unknown.isDemo());
  }

  @Test
  void chipWithoutAPinLosesNoTry() throws Exception {
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs())) {
      CaseLab.Job job = lab.pdf(folder);
      assertThrows(
          CaseException.PinNeeded.class,
          () ->
              lab.run(
                  job, desk, CaseLab.signer(), new KeyPlan.OneTime(new byte[0]), Checkpoint.NONE));
      lab.assertCancelled(job);
      PadException.WrongPin wrong =
          assertThrows(PadException.WrongPin.class, () -> desk.chip().verifyPin(WRONG));
      try (CaseLab.Desk other = lab.desk(CaseLab.signs())) {
        PadException.WrongPin fresh =
            assertThrows(PadException.WrongPin.class, () -> other.chip().verifyPin(WRONG));
        assertEquals(fresh.triesLeft, wrong.triesLeft);
      }
    }
  }

  private static String onPage(Path pdf) throws Exception {
    Process process =
        new ProcessBuilder("pdftotext", pdf.toString(), "-").redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), text);
    return text;
  }

  /** A program can play a chip on a cable to a serial line, which counts as a device. */
  @Test
  void simulatorsChipOnADevicesLineTakesNoRealEscrow() throws Exception {
    Path data = Files.createDirectories(folder.resolve("real/data"));
    X509Certificate escrow =
        EscrowKey.generate("escrow", Instant.now(), lab.station.services().random())
            .chain()
            .getFirst();
    EmbeddedTrust.writePem(data.resolve("trust"), Purpose.ESCROW, escrow);
    EmbeddedTrust demo = DemoWorkplace.trust(lab.station).embedded();
    try (CaseLab real =
            CaseLab.open(
                folder.resolve("real"),
                Optional.of(data.resolve("trust/escrow/demo-root.pem")),
                Optional.of(Settings.Ca.shared(demo.caUri(), "desk-1", "secret")),
                List.of(demo.tsaUri()));
        CaseLab.Desk desk = real.desk(CaseLab.signs())) {
      CaseLab.Job job = real.pdf(folder);
      CaseLab.Desk device = new CaseLab.Desk(desk.simulator(), device(desk.pad()));
      CaseException.LaboratoryWithService refused =
          assertThrows(
              CaseException.LaboratoryWithService.class,
              () -> real.run(job, device, CaseLab.signer(), CaseLab.oneTime(), Checkpoint.NONE));
      assertEquals(Service.ESCROW, refused.service);
      assertFalse(desk.simulator().customerIsDone(), "nobody was asked to write");
      assertEquals(List.of(), real.station.archive().cases(), "no case was opened");
    }
  }

  private static Pkcs12File escrow() {
    return EscrowKey.generate("escrow", Instant.now(), lab.station.services().random());
  }

  /** A station with a registered escrow, a timestamp service of a demonstration, and no other. */
  private CaseLab realButTheTsa(Pkcs12File escrow) throws Exception {
    Path data = Files.createDirectories(folder.resolve("real/data"));
    EmbeddedTrust.writePem(data.resolve("trust"), Purpose.ESCROW, escrow.chain().getFirst());
    EmbeddedTrust demo = DemoWorkplace.trust(lab.station).embedded();
    EmbeddedTrust.writePem(data.resolve("trust"), Purpose.TSA, demo.tsaRoot());
    return CaseLab.open(
        folder.resolve("real"),
        Optional.of(data.resolve("trust/escrow/demo-root.pem")),
        Optional.empty(),
        List.of(demo.tsaUri()));
  }

  /** Who signs with the escrow's key opens alone what is sealed for it. */
  @Test
  void keyThatSignsIsNoEscrows() throws Exception {
    Pkcs12File both = escrow();
    try (CaseLab real = realButTheTsa(both);
        CaseLab.Desk desk = real.desk(CaseLab.signs());
        SigningKey key = both.open()) {
      CaseLab.Job job = real.pdf(folder);
      CaseLab.Desk device = new CaseLab.Desk(desk.simulator(), device(desk.pad()));
      CredentialException.EscrowRefused refused =
          assertThrows(
              CredentialException.EscrowRefused.class,
              () ->
                  real.run(
                      job, device, CaseLab.operator(), new KeyPlan.Standing(key), Checkpoint.NONE));
      assertEquals(CredentialException.EscrowRefused.Why.KEY_HELD_HERE, refused.why);
      assertEquals(List.of(), real.station.archive().cases(), "no case was opened");
    }
  }

  /** An authority of the demo stands in for nobody who writes on a device unasked. */
  @Test
  void authorityOfTheDemoIsNotTakenUnnamedOnADevice() throws Exception {
    Pkcs12File own = StationKey.generate("own", Instant.now(), lab.station.services().random());
    try (CaseLab real = realButTheTsa(escrow());
        CaseLab.Desk desk = real.desk(CaseLab.signs());
        SigningKey key = own.open()) {
      CaseLab.Job job = real.pdf(folder);
      CaseLab.Desk device = new CaseLab.Desk(desk.simulator(), device(desk.pad()));
      Signer plain = CaseLab.signer();
      Signer asked =
          new Signer(
              plain.name(),
              plain.identity(),
              plain.idNumber(),
              Optional.empty(),
              new IdentityOrigins(
                  org.penseal.app.evidence.Origin.OPERATOR,
                  Optional.empty(),
                  Optional.of(org.penseal.app.evidence.Origin.DEMO),
                  Optional.empty(),
                  Optional.empty()));
      CaseException.ServiceNotNamed refused =
          assertThrows(
              CaseException.ServiceNotNamed.class,
              () -> real.run(job, device, asked, new KeyPlan.Standing(key), Checkpoint.NONE));
      assertEquals(Service.AUTHORITY, refused.service);
      assertFalse(desk.simulator().customerIsDone(), "nobody was asked to write");
    }
  }

  /** All is real but who stamps: a demonstration's service, whose root the station trusts. */
  @Test
  void timestampServiceOfADemonstrationMakesTheWholeCaseOne() throws Exception {
    Pkcs12File own = StationKey.generate("own", Instant.now(), lab.station.services().random());
    EmbeddedTrust demo = DemoWorkplace.trust(lab.station).embedded();
    try (CaseLab real = realButTheTsa(escrow());
        CaseLab.Desk desk = real.desk(CaseLab.signs());
        SigningKey key = own.open()) {
      CaseLab.Job job = real.pdf(folder);
      CaseLab.Desk device = new CaseLab.Desk(desk.simulator(), device(desk.pad()));
      Ceremony.Result done =
          real.run(job, device, CaseLab.operator(), new KeyPlan.Standing(key), Checkpoint.NONE)
              .orElseThrow();
      assertEquals(
          Map.of("pad", "device", "person", "operator", "escrow", "service", "tsa", "demo"),
          done.manifest().origins());
      TrustStore trust =
          TrustStore.empty()
              .with(Purpose.SIGNER, own.chain().getFirst())
              .with(Purpose.TSA, demo.tsaRoot());
      VerifiedFile verified =
          new Verification(trust, Optional.empty(), Instant.now())
              .of(job.output(), Optional.empty());
      assertEquals(Report.Assurance.DEMO, verified.signatures().getFirst().assurance());
      assertEquals("demo", verified.signatures().getFirst().evidence().origins().get("tsa"));
      assertTrue(onPage(job.output()).contains("DEMO"), "the page says it");
    }
  }

  /** The TSA is asked through the command line; a CA shows what it is by what it issues. */
  @Test
  void simulatedPadIsRefusedByWhatIsNoDemosService() throws Exception {
    X509Certificate real =
        EscrowKey.generate("escrow", Instant.now(), lab.station.services().random())
            .chain()
            .getFirst();
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk(CaseLab.signs());
        SigningCase signing = lab.open(job)) {
      Frozen frozen =
          CaseLab.captured(signing, CaseLab.signer(), lab.capture(job, desk)).freeze().frozen();
      for (Service service : Service.values()) {
        CaseException.LaboratoryWithService refused =
            assertThrows(
                CaseException.LaboratoryWithService.class,
                () -> Mixture.requireFit(frozen, service, real));
        assertEquals("pad", refused.source);
      }
      Mixture.requireFit(
          frozen, Service.CA, DemoWorkplace.trust(lab.station).embedded().signerRoot());
      assertThrows(
          CaseException.LaboratoryWithService.class,
          () -> Mixture.requireFit(frozen, Service.CA, null),
          "one that shows nothing");
    }
  }

  /** A clip before the camera of a desk whose pad and services are real. */
  @Test
  void recordingIsRefusedByRealServicesBeforeAnybodyWrites() throws Exception {
    X509Certificate demo = DemoWorkplace.trust(lab.station).escrow().chain().getFirst();
    X509Certificate real =
        EscrowKey.generate("escrow", Instant.now(), lab.station.services().random())
            .chain()
            .getFirst();
    IdentityOrigins clip = camera(org.penseal.app.evidence.Origin.RECORDED);
    CaseException.LaboratoryWithService refused =
        assertThrows(
            CaseException.LaboratoryWithService.class, () -> Mixture.requireFit(clip, real));
    assertEquals("camera", refused.source);
    Mixture.requireFit(clip, demo);
    Mixture.requireFit(camera(org.penseal.app.evidence.Origin.DEVICE), real);
  }

  private static IdentityOrigins camera(org.penseal.app.evidence.Origin camera) {
    return new IdentityOrigins(
        org.penseal.app.evidence.Origin.OPERATOR,
        Optional.of(camera),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void escrowOfAnEarlierDemoThatDoesNotSaySoIsSetAside() throws Exception {
    Path file = folder.resolve("escrow.p12");
    EscrowKey.generate("escrow", Instant.now(), lab.station.services().random())
        .write(file, DemoTrust.PASSWORD.toCharArray(), "key", 2048);
    byte[] before = Files.readAllBytes(file);
    try (DemoTrust demo =
        DemoTrust.start(folder, Clock.systemUTC(), lab.station.services().random())) {
      assertTrue(Escrow.of(demo.escrow().chain().getFirst()).demo());
      assertArrayEquals(before, Files.readAllBytes(folder.resolve("escrow-former.p12")));
    }
  }
}
