// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penseal.app.WholeCase;
import org.penseal.app.business.BusinessType;
import org.penseal.app.ceremony.Ceremony;
import org.penseal.app.ceremony.CeremonyHost;
import org.penseal.app.ceremony.DocumentWords;
import org.penseal.app.ceremony.PadPlace;
import org.penseal.app.cli.OpensslTsa;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Origin;
import org.penseal.app.lab.SimulatedDevices;
import org.penseal.app.signing.CaseDocument;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseOrder;
import org.penseal.app.signing.CaseState;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.Signer;
import org.penseal.app.text.Texts;
import org.penseal.app.verify.Verification;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.StandIn;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Secret;
import org.penseal.key.EscrowKey;
import org.penseal.key.Pkcs12File;
import org.penseal.key.StationKey;
import org.penseal.pad.Pad;
import org.penseal.pad.simulator.PadSimulator;
import org.penseal.pad.simulator.chip.SimulatedDeviceAuthority;
import org.penseal.pdf.Report;
import org.penseal.pdf.page.DemoReport;
import org.penseal.signature.Level;
import org.penseal.trust.Purpose;
import org.penseal.trust.embedded.EmbeddedTrust;

/**
 * A case at a workplace whose services are strangers: a CA of its own, {@code openssl ts}, an
 * escrow, and a station key, all named in {@code workplace.json}. Pad and camera are devices as far
 * as the case can tell: a stand-in of the test behind the edge, since no hardware can be here.
 */
@WholeCase
class RealWorkplaceTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private Path data;
  private HostileCa ca;
  private OpensslTsa tsa;
  private Forge forge;

  @BeforeAll
  static void provider() {
    Station.registerProvider();
  }

  @BeforeEach
  void strangers() throws Exception {
    data = Files.createDirectory(folder.resolve("data"));
    forge = new Forge();
    ca = new HostileCa(forge);
    tsa = OpensslTsa.start(folder);
    SecureRandom random = new SecureRandom();
    Instant began = Instant.now().minusSeconds(60);
    Pkcs12File station = StationKey.generate("Desk 7", began, random);
    station.write(data.resolve("station.p12"), "station".toCharArray(), "key", 2048);
    X509Certificate escrow = EscrowKey.generate("Notary", began, random).chain().getFirst();
    EmbeddedTrust.writePem(data.resolve("roots"), Purpose.ESCROW, escrow);
    EmbeddedTrust.writePem(data.resolve("roots"), Purpose.SIGNER, forge.root);
    Files.copy(tsa.certificate(), data.resolve("tsa.pem"));
    secret("ca.secret", HostileCa.SECRET);
    secret("station.secret", "station");
  }

  @AfterEach
  void close() {
    ca.close();
    tsa.close();
  }

  private void secret(String name, String words) throws Exception {
    Files.writeString(data.resolve(name), words);
    Files.setPosixFilePermissions(data.resolve(name), PosixFilePermissions.fromString("rw-------"));
  }

  private Station open(String stationKey) throws Exception {
    Files.writeString(
        data.resolve("workplace.json"),
        """
        {
          "version": 1,
          "ca": {"address": "%s", "reference": "ref", "secret": "file:ca.secret"},
          "timestamp": ["%s"],
          "trust": {
            "signer": ["roots/signer"],
            "tsa": ["tsa.pem"],
            "escrow": "roots/escrow/demo-root.pem"
          }%s
        }
        """
            .formatted(ca.settings().address(), tsa.address(), stationKey));
    return Station.open(WorkplaceSettings.of(data, null, Secret.Asker.NOBODY).in(data));
  }

  private static final String STATION =
      ", \"station\": {\"key\": \"station.p12\", \"secret\": \"file:station.secret\"}";

  private Path sign(Station station) throws Exception {
    Path document = folder.resolve("document.pdf");
    DemoReport.write(document);
    CaseDocument read = CaseDocument.read(document);
    DocumentWords words = DocumentWords.of(read, null);
    Path output = folder.resolve("signed.pdf");
    CaseOrder order =
        new CaseOrder(
            "business",
            BusinessType.STANDARD,
            read,
            null,
            output,
            new CaseOrder.Form(Level.T, false),
            new CaseOrder.Seal(words.lowerRight(), ZoneId.of("Asia/Shanghai")),
            CaseOrder.Annotated.NOTHING);
    SimulatedDeviceAuthority nobody =
        SimulatedDeviceAuthority.in(folder.resolve("maker"), Clock.systemUTC(), new SecureRandom());
    try (PadSimulator simulator =
            SimulatedDevices.pad(
                station.catalog(), nobody, "stu-430", CaseLab.signs(), CaseLab.SPEED);
        Pad pad = DevicePadTest.device(SimulatedDevices.open(simulator, station.pads()))) {
      StandIn demo = station.standIn(pad);
      assertEquals(StandIn.NONE, demo);
      new Ceremony(
              station.services(demo),
              PadPlace.once(pad),
              station.statementKey(demo),
              new Ceremony.Look(Texts.of("zh"), station::padFont, LIMIT),
              Checkpoint.NONE)
          .run(order, words, CaseLab.identified(signer()), CaseLab.oneTime(), new Agrees());
    }
    return output;
  }

  private static final class Agrees implements CeremonyHost {
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
      return List.of(1);
    }

    @Override
    public void reached(CaseState state) {}
  }

  // At the counter, before a camera that is a device.
  private static Signer signer() {
    return new Signer(
        "王晓明",
        new Manifest.Identity(
            "portrait",
            "counter",
            Instant.now().toString(),
            "portrait-kept",
            null,
            null,
            false,
            Map.of(),
            null),
        Optional.of("11010519491231002X"),
        Optional.empty(),
        new IdentityOrigins(
            Origin.OPERATOR,
            Optional.of(Origin.DEVICE),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private void requireNoDemo() throws Exception {
    List<String> there = new ArrayList<>();
    try (var all = Files.walk(data)) {
      all.map(data::relativize).map(Path::toString).forEach(there::add);
    }
    assertFalse(
        there.stream().anyMatch(name -> name.startsWith("demo") || name.endsWith("authority.p12")),
        there.toString());
  }

  @Test
  void aCaseIsSignedAndVerifiedWithoutAnyPartOfTheDemo() throws Exception {
    try (Station station = open(STATION)) {
      Path signed = sign(station);
      VerifiedFile file =
          new Verification(station.verificationRoots(false), Optional.empty(), Instant.now())
              .of(signed, Optional.empty());
      VerifiedFile.Entry entry = file.signatures().getFirst();
      assertEquals(List.of("revocation-not-checked"), entry.reasons());
      assertEquals(Report.Verdict.VALID, file.verdict());
      assertEquals("matches", entry.evidence().statement().word());
      assertEquals("service", entry.evidence().origins().get("tsa"));
      assertEquals("service", entry.evidence().origins().get("escrow"));
      assertEquals("device", entry.evidence().origins().get("pad"));
      assertFalse(entry.assurance() == Report.Assurance.DEMO);
    }
    requireNoDemo();
  }

  @Test
  void withoutAStationKeyAPadWithoutAChipIsRefusedBeforeAnybodyWrites() throws Exception {
    try (Station station = open("")) {
      CaseException.ServiceNotNamed refused =
          assertThrows(CaseException.ServiceNotNamed.class, () -> sign(station));
      assertEquals(Service.STATION, refused.service);
      assertEquals(List.of(), station.archive().cases());
    }
    assertFalse(Files.exists(folder.resolve("signed.pdf")));
    requireNoDemo();
  }

  /** Nothing is named at all, and nobody asked for a demonstration. */
  @Test
  void withoutAWorkplaceTheFirstThingMissingIsNamed() throws Exception {
    try (Station station =
        Station.open(WorkplaceSettings.of(data, null, Secret.Asker.NOBODY).in(data))) {
      CaseException.ServiceNotNamed refused =
          assertThrows(CaseException.ServiceNotNamed.class, () -> sign(station));
      assertEquals(Service.ESCROW, refused.service);
      assertTrue(station.services().cmp().isEmpty());
    }
    requireNoDemo();
  }
}
