// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.Frozen;
import org.penseal.app.signing.Signer;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.Octets;
import org.penseal.pdf.Suite;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.Arc;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.EventRequest;

/** Has the event certificate issued that binds a one-time key to the evidence of its case. */
public final class EventCertificate {
  private static final Map<String, Integer> MODES =
      Map.of("real-person", 1, "phone", 2, "portrait", 3);

  private final CaseServices services;
  private final Signer signer;
  private final Frozen frozen;

  /** For one case, once its evidence is frozen. */
  public EventCertificate(CaseServices services, Signer signer, Frozen frozen) {
    this.services = services;
    this.signer = signer;
    this.frozen = frozen;
  }

  /** Has the key sign the request and the CA issue the certificate; gives it with its issuers. */
  public List<X509Certificate> enrol(OneTimeKey key, byte[] statement, Checkpoint checkpoint)
      throws SigningException, PadException {
    EventRequest request =
        new EventRequest(
            signer.name(), publicKey(key.publicKey()), binding(statement), Octets.of(statement));
    Octets info = request.info();
    byte[] signature = key.signRequest(info.bytes());
    checkpoint.reached("certify:requested");
    List<X509Certificate> chain =
        services.ca().enroll(EventRequest.assemble(info, signature, Suite.SM2_SM3));
    key.certified(chain);
    checkpoint.reached("certify:issued");
    return chain;
  }

  private EvidenceBinding binding(byte[] encodedStatement) throws PadException, SigningException {
    Manifest manifest = frozen.manifest();
    Octets statementDigest = Octets.of(Sm3.of(encodedStatement));
    return new EvidenceBinding(
        1,
        manifest.caseId(),
        Octets.ofHex(manifest.document().sm3()),
        manifest.document().length(),
        Octets.ofHex(manifest.ink().sm3()),
        Octets.of(frozen.manifestDigest()),
        statementDigest,
        identity(manifest.identity()),
        device(ChipStatement.decode(encodedStatement), statementDigest),
        new EvidenceBinding.Software(manifest.software().name(), manifest.software().version()),
        Arc.POLICY_ONE_TIME);
  }

  private static EvidenceBinding.Identity identity(Manifest.Identity identity) {
    Map<String, String> salted = identity.salted();
    String digest = salted.getOrDefault("id-number", salted.getOrDefault("name", ""));
    return new EvidenceBinding.Identity(
        MODES.getOrDefault(identity.mode(), 0),
        Octets.ofHex(digest),
        identity.result(),
        identity.provider(),
        Instant.parse(identity.at()).truncatedTo(ChronoUnit.SECONDS));
  }

  private static EvidenceBinding.Device device(ChipStatement statement, Octets digest)
      throws PadException, SigningException {
    StatementBody.Device device = statement.body().device();
    boolean host = statement.body().origin() == StatementBody.Origin.HOST;
    boolean simulator = !host && isDemo(statement);
    return new EvidenceBinding.Device(
        device.model(),
        device.serialNumber(),
        digest,
        simulator,
        host ? "host" : simulator ? "simulated" : "attested");
  }

  // Whether a device is a simulator is decided by the device CA that certified it.
  private static boolean isDemo(ChipStatement statement) throws PadException, SigningException {
    return statement
        .signer()
        .map(certificate -> CertificateFacts.hasPolicy(certificate, Arc.POLICY_DEMO))
        .orElse(false);
  }

  private static PublicKey publicKey(byte[] der) throws SigningException {
    try {
      return KeyFactory.getInstance("EC", "BC").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new CredentialException.KeyRefused("public key cannot be read", e);
    }
  }
}
