// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penseal.app.WholeCase;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.DeviceCounters;
import org.penseal.app.signing.Frozen;
import org.penseal.app.signing.key.HostKey;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.app.signing.key.StatementPolicy;
import org.penseal.app.statement.CaseBinding;
import org.penseal.app.statement.StatedPart;
import org.penseal.app.workplace.StandIn;
import org.penseal.key.StationKey;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.signature.Octets;
import org.penseal.trust.EventRequest;
import org.penseal.trust.Purpose;
import org.penseal.trust.TrustStore;
import org.penseal.trust.embedded.EmbeddedTrust;

/** A chip with a certificate of a trusted maker that invents what it states, at station and CA. */
@WholeCase
class LyingChipTest {
  // What a CA, which has not the manifest, cannot tell.
  private static final Set<String> STATIONS_ALONE =
      Set.of(
          "challenge",
          "pen",
          "reports",
          "attempts",
          "another-picture",
          "one-picture-more",
          "firmware");

  @TempDir static Path shared;
  private static CaseLab lab;
  private static Forge forge;
  @TempDir Path folder;

  @BeforeAll
  static void open() throws Exception {
    forge = new Forge();
    Path trust = Files.createDirectories(shared.resolve("data").resolve("trust"));
    EmbeddedTrust.writePem(trust, Purpose.DEVICE, forge.maker);
    lab = CaseLab.open(shared);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  static Stream<String> lies() {
    return Lies.all().keySet().stream();
  }

  private static CaseProbed probed(SigningCase signing, Act act) throws Exception {
    return CaseLab.probed(signing, CaseLab.signer(), act.captured);
  }

  private List<StatedPart> refused(Forge.Lie lie) throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (SigningCase signing = lab.open(job)) {
      Act act = new Act(forge, job, lie);
      CaseProbed probed = probed(signing, act);
      CaseException.StatementDiffers refused =
          assertThrows(CaseException.StatementDiffers.class, () -> probed.key(act));
      assertEquals(0, act.signatures);
      signing.close();
      assertTrue(act.closed, "the key is left");
      lab.assertCancelled(job);
      return refused.parts;
    }
  }

  @Test
  void theStationTakesATrueStatement() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (SigningCase signing = lab.open(job)) {
      Act act = new Act(forge, job, b -> b);
      probed(signing, act).key(act);
      assertEquals("KEYED", signing.state().name());
    }
  }

  @ParameterizedTest
  @MethodSource("lies")
  void theStationFindsALieAboutEverySingleField(String name) throws Exception {
    Lies.Told told = Objects.requireNonNull(Lies.all().get(name));
    List<StatedPart> found = refused(told.lie());
    assertTrue(found.contains(told.part()), found.toString());
  }

  @Test
  void aNumberThatComesASecondTimeIsRefused() throws Exception {
    CaseLab.Job job = lab.pdf(folder.resolve("one"));
    Act first;
    try (SigningCase signing = lab.open(job)) {
      first = new Act(forge, job, b -> b);
      probed(signing, first).key(first);
    }
    assertEquals(List.of(StatedPart.COUNTER), refused(b -> Lies.counter(b, first.counter)));
  }

  @Test
  void aCertificateOfAnotherDeviceIsRefused() throws Exception {
    var own = forge.deviceCertificate;
    try {
      forge.deviceCertificate = forge.device("S2", Forge.MODEL);
      assertEquals(List.of(StatedPart.CERTIFICATE), refused(b -> b));
      forge.deviceCertificate = forge.device(Forge.SERIAL, "STU-430V");
      assertEquals(List.of(StatedPart.CERTIFICATE), refused(b -> b));
    } finally {
      forge.deviceCertificate = own;
    }
  }

  @Test
  void aMakerWhomNobodyTrustsIsRefused() throws Exception {
    Forge stranger = new Forge();
    CaseLab.Job job = lab.pdf(folder);
    try (SigningCase signing = lab.open(job)) {
      Act act = new Act(stranger, job, b -> b);
      CaseProbed probed = probed(signing, act);
      assertThrows(CaseException.DeviceUntrusted.class, () -> probed.key(act));
    }
  }

  @Test
  void aStatementOfAnotherComputerIsRefused() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk("stu-430v", CaseLab.signs());
        SigningCase signing = lab.open(job)) {
      var ink = lab.capture(job, desk);
      CaseProbed probed = CaseLab.probed(signing, CaseLab.signer(), ink);
      var random = lab.station.services().random();
      var stranger = StationKey.generate("stranger", java.time.Instant.now(), random);
      assertThrows(
          CaseException.DeviceUntrusted.class,
          () -> probed.key(HostKey.generate(ink, StatementKey.of(stranger), random)));
    }
  }

  private Optional<String> answer(Forge.Lie lie, StatementPolicy policy) throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (SigningCase signing = lab.open(job)) {
      Act act = new Act(forge, job, lie);
      Frozen frozen = CaseLab.captured(signing, CaseLab.signer(), act.captured).freeze().frozen();
      byte[] statement = act.statement(frozen.manifestDigest());
      return policy.refusal(
          new EventRequest(
              CaseLab.NAME,
              act.key.getPublic(),
              CaseBinding.of(
                  frozen.manifest(),
                  frozen.manifestBytes(),
                  ChipStatement.decode(statement),
                  statement),
              Octets.of(statement)));
    }
  }

  private StatementPolicy policy() {
    return new StatementPolicy(
        TrustStore.empty().with(Purpose.DEVICE, forge.maker),
        new DeviceCounters(folder.resolve("counters")),
        Clock.systemUTC());
  }

  @Test
  void theCaTakesATrueStatementOnce() throws Exception {
    StatementPolicy policy = policy();
    assertEquals(Optional.empty(), answer(b -> Lies.counter(b, 5), policy));
    assertEquals(Optional.of("statement-counter-differs"), answer(b -> Lies.counter(b, 5), policy));
    assertEquals(Optional.of("statement-counter-differs"), answer(b -> Lies.counter(b, 4), policy));
    assertEquals(Optional.empty(), answer(b -> Lies.counter(b, 6), policy));
  }

  @Test
  void theCaFindsEveryLieThatNeedsNoManifest() throws Exception {
    for (Map.Entry<String, Lies.Told> each : Lies.all().entrySet()) {
      Optional<String> answer = answer(each.getValue().lie(), policy());
      assertEquals(
          !STATIONS_ALONE.contains(each.getKey()), answer.isPresent(), each.getKey() + answer);
    }
    assertTrue(EnumSet.allOf(StatedPart.class).size() > 10);
  }

  @Test
  void theCaTakesNoWordOfAComputerThatIsNotRegistered() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    try (CaseLab.Desk desk = lab.desk("stu-430v", CaseLab.signs());
        SigningCase signing = lab.open(job)) {
      var ink = lab.capture(job, desk);
      Frozen frozen = CaseLab.captured(signing, CaseLab.signer(), ink).freeze().frozen();
      var station = lab.station.statementKey(StandIn.FOR_UNNAMED).orElseThrow();
      var key = HostKey.generate(ink, station, lab.station.services().random());
      byte[] statement = key.statement(frozen.manifestDigest());
      EventRequest request =
          new EventRequest(
              CaseLab.NAME,
              java.security.KeyFactory.getInstance("EC", "BC")
                  .generatePublic(new java.security.spec.X509EncodedKeySpec(key.publicKey())),
              CaseBinding.of(
                  frozen.manifest(),
                  frozen.manifestBytes(),
                  ChipStatement.decode(statement),
                  statement),
              Octets.of(statement));
      assertEquals(Optional.of("station-not-registered"), policy().refusal(request));
      StatementPolicy registered =
          new StatementPolicy(
              TrustStore.empty().with(Purpose.STATION, station.certificate()),
              new DeviceCounters(folder.resolve("counters")),
              Clock.systemUTC());
      assertEquals(Optional.empty(), registered.refusal(request));
    }
  }
}
