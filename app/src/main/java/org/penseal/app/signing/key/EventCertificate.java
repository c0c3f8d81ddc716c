// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.key;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.penseal.app.signing.CaseException;
import org.penseal.app.signing.CaseServices;
import org.penseal.app.signing.Checkpoint;
import org.penseal.app.signing.Frozen;
import org.penseal.app.signing.Signer;
import org.penseal.app.statement.CaseBinding;
import org.penseal.pad.PadException;
import org.penseal.pad.chip.ChipStatement;
import org.penseal.refusal.CredentialException;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;
import org.penseal.trust.EventRequest;

/** Has the event certificate issued that binds a one-time key to the evidence of its case. */
public final class EventCertificate {
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
      throws CaseException, SigningException, PadException {
    PublicKey own = publicKey(key.publicKey());
    EventRequest request =
        new EventRequest(
            signer.name(),
            own,
            CaseBinding.of(
                frozen.manifest(),
                frozen.manifestBytes(),
                ChipStatement.decode(statement),
                statement),
            Octets.of(statement));
    Octets info = request.info();
    byte[] signature = key.signRequest(info.bytes());
    checkpoint.reached(Checkpoint.Step.CERTIFY_REQUESTED);
    List<X509Certificate> chain =
        services
            .ca()
            .enroll(EventRequest.assemble(info, signature, Suite.of(own)), services.roots());
    key.certified(chain);
    checkpoint.reached(Checkpoint.Step.CERTIFY_ISSUED);
    return chain;
  }

  private static PublicKey publicKey(byte[] der) throws SigningException {
    try {
      return KeyFactory.getInstance("EC", "BC").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new CredentialException.KeyRefused(CredentialException.KeyRefused.Why.UNREADABLE, e);
    }
  }
}
