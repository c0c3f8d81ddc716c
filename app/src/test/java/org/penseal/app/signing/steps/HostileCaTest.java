// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penseal.app.WholeCase;
import org.penseal.app.evidence.Origin;
import org.penseal.app.report.HtmlPageTexts;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.IdentityOrigins;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.Signer;
import org.penseal.app.verify.JsonReport;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.refusal.ServiceException;
import org.penseal.trust.BindingCodec;
import org.penseal.trust.Purpose;
import org.penseal.trust.embedded.EmbeddedTrust;

/** A CA that this station trusts, and that issues something else than was asked for. */
@WholeCase
class HostileCaTest {
  private static final String DOCUMENTS = "1.3.6.1.5.5.7.3.36";
  private static final String ANY = "2.5.29.37.0";

  @TempDir static Path shared;
  private static Forge forge;
  private static HostileCa ca;
  private static CaseLab lab;
  @TempDir Path folder;

  @BeforeAll
  static void open() throws Exception {
    forge = new Forge();
    ca = new HostileCa(forge);
    Path trust = Files.createDirectories(shared.resolve("data").resolve("trust"));
    EmbeddedTrust.writePem(trust, Purpose.DEVICE, forge.maker);
    EmbeddedTrust.writePem(trust, Purpose.SIGNER, forge.root);
    lab = CaseLab.open(shared, Optional.of(ca.settings()), List.of());
  }

  @AfterAll
  static void close() {
    lab.close();
    ca.close();
  }

  static Map<String, Consumer<Forge.Cert>> all() {
    Map<String, Consumer<Forge.Cert>> lies = new LinkedHashMap<>();
    lies.put("issued-other-subject", c -> c.subject = "CN=张伟");
    lies.put("event-certificate-without-binding", c -> c.binding = null);
    lies.put("issued-other-binding", HostileCaTest::otherBinding);
    lies.put("event-certificate-lasts-long", c -> c.until = c.from.plus(Duration.ofDays(3650)));
    lies.put("issued-not-valid-now", c -> c.until = Instant.now().minusSeconds(1));
    lies.put("event-certificate-key-usage", c -> c.usage = 0);
    lies.put("event-certificate-is-ca", c -> c.ca = true);
    lies.put("event-certificate-extended-usage", c -> c.purposes = List.of("1.3.6.1.5.5.7.3.1"));
    lies.put("event-certificate-extended-usage of any kind", c -> c.purposes = List.of(ANY));
    lies.put(
        "event-certificate-extended-usage of any kind, too",
        c -> c.purposes = List.of(DOCUMENTS, ANY));
    lies.put("event-certificate-extended-usage that is missing", c -> c.purposes = List.of());
    lies.put("event-certificate-key-usage that is not all", c -> c.usage = 0x80);
    for (String more :
        List.of("CN=B", "EMAILADDRESS=a@b", "SERIALNUMBER=1", "T=x", "UID=1", "DC=x")) {
      lies.put("event-certificate-other-names " + more, c -> c.subject += "," + more);
    }
    lies.put("event-certificate-other-names in one", c -> c.subject += "+O=x");
    lies.put("event-certificate-policy", c -> c.policies = List.of("2.5.29.32.0"));
    lies.put("event-certificate-other-names", c -> c.alternative = "boss@bank.example");
    lies.put("issuer-missing", HostileCaTest::ofAnotherCa);
    return lies;
  }

  private static void otherBinding(Forge.Cert cert) {
    try {
      EvidenceBinding b =
          BindingCodec.decode(
              org.penseal.signature.Octets.of(Objects.requireNonNull(cert.binding)));
      EvidenceBinding other =
          new EvidenceBinding(
              b.version(),
              b.caseId(),
              b.documentDigest(),
              b.documentLength() + 1,
              b.inkDigest(),
              b.manifestDigest(),
              b.statementDigest(),
              b.identity(),
              b.device(),
              b.software(),
              b.policyOid());
      cert.binding = BindingCodec.encode(other).bytes();
    } catch (org.penseal.refusal.SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void ofAnotherCa(Forge.Cert cert) {
    cert.issuer = "CN=Nobody";
    cert.signedBy = Forge.pair();
  }

  static Stream<String> lies() {
    return all().keySet().stream();
  }

  // By a device: no real CA certifies what was simulated.
  private static Signer filmed() {
    Signer signer = CaseLab.signer();
    return new Signer(
        signer.name(),
        signer.identity(),
        Optional.of(CaseLab.NUMBER),
        Optional.empty(),
        new IdentityOrigins(
            Origin.OPERATOR,
            Optional.of(Origin.DEVICE),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private static CaseKeyed keyed(SigningCase signing, Act act) throws Exception {
    return CaseLab.probed(signing, filmed(), act.captured).key(act);
  }

  private <X extends Exception> X refused(Class<X> type, Consumer<Forge.Cert> lie)
      throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    ca.lie = lie;
    ca.confirmed.clear();
    try (SigningCase signing = lab.open(job)) {
      Act act = new Act(forge, job, b -> b);
      CaseKeyed keyed = keyed(signing, act);
      X found = assertThrows(type, keyed::certify);
      signing.close();
      assertEquals(0, act.signatures, "the key was spent");
      assertTrue(act.closed, "the key is left");
      lab.assertCancelled(job);
      // PKIStatus rejection (RFC 4210, section 5.2.3), and why.
      assertEquals(1, ca.confirmed.size());
      assertTrue(ca.confirmed.getFirst().startsWith("2 "), ca.confirmed.toString());
      return found;
    }
  }

  @Test
  void whatWasAskedForIsConfirmedAndSigns() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    ca.lie = c -> {};
    ca.confirmed.clear();
    try (SigningCase signing = lab.open(job)) {
      Act act = new Act(forge, job, b -> b);
      keyed(signing, act).certify().sign();
      assertEquals(1, act.signatures);
      assertEquals(List.of("0"), ca.confirmed);
    }
  }

  @ParameterizedTest
  @MethodSource("lies")
  void everySingleFieldIsLookedAtBeforeTheKeySigns(String name) throws Exception {
    var wrong =
        refused(ServiceException.CaWrongCertificate.class, Objects.requireNonNull(all().get(name)));
    String code = name.split(" ", 2)[0];
    assertTrue(wrong.reasons.contains(code), wrong.reasons.toString());
    assertTrue(ca.confirmed.getFirst().contains(code));
  }

  /** Real authorities put before the name where the signer belongs to. */
  @Test
  void whereTheSignerBelongsToMayBeAddedAndIsTold() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    ca.lie = c -> c.subject = "C=CN,ST=北京,O=某评标中心,OU=专家库,OU=一组," + c.subject;
    try (SigningCase signing = lab.open(job)) {
      keyed(signing, new Act(forge, job, b -> b)).certify().sign().stamp().archive();
    }
    VerifiedFile.Entry entry = lab.verify(job.output()).signatures().getFirst();
    assertEquals(CaseLab.NAME, entry.signed().signer());
    assertFalse(
        entry.reasons().stream().anyMatch(code -> code.startsWith("event-certificate")),
        entry.reasons().toString());
    List<String> added = List.of("C=CN", "ST=北京", "O=某评标中心", "OU=专家库", "OU=一组");
    VerifiedFile file = lab.verify(job.output());
    assertTrue(JsonReport.of(file).toString().contains("addedByCa=" + added), "JSON");
    assertTrue(HtmlPageTexts.html(file).contains(String.join(", ", added)), "report");
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    refused(
        ServiceException.CaWrongKey.class,
        c -> c.publicKey = Forge.pair().getPublic().getEncoded());
  }

  @Test
  void aKeyThatMayDoMoreThanSignIsRefused() throws Exception {
    for (int more : List.of(KeyUsage.keyEncipherment, KeyUsage.keyCertSign, KeyUsage.cRLSign)) {
      var wrong = refused(ServiceException.CaWrongCertificate.class, c -> c.usage |= more);
      assertTrue(wrong.reasons.contains("event-certificate-key-usage"));
    }
  }

  /**
   * It certifies as it was asked, and is nobody's demonstration: a rendered face is no case of it.
   */
  @Test
  void certificateOfARealCaForWhatWasSimulatedSignsNothing() throws Exception {
    CaseLab.Job job = lab.pdf(folder);
    ca.lie = c -> {};
    try (SigningCase signing = lab.open(job)) {
      Act act = new Act(forge, job, b -> b);
      CaseKeyed keyed = CaseLab.probed(signing, CaseLab.signer(), act.captured).key(act);
      CaseException.LaboratoryWithService refused =
          assertThrows(CaseException.LaboratoryWithService.class, keyed::certify);
      assertEquals("camera", refused.source);
      assertEquals(Service.CA, refused.service);
      signing.close();
      assertEquals(0, act.signatures, "the key was spent");
      lab.assertCancelled(job);
    }
  }
}
