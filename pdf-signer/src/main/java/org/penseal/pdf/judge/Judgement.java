// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.judge;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.EvidenceBinding;
import org.penseal.pdf.Report;
import org.penseal.refusal.SigningException;
import org.penseal.signature.Suite;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.Purpose;
import org.penseal.trust.revocation.PathJudge;

/**
 * What came out for one signature.
 *
 * @param broken reasons why the signature is broken
 * @param reasons further reasons
 * @param chain the signer's chain
 * @param time the proven time
 * @param demo whether any certificate carries the demo policy
 * @param certificate the signer's, or null
 * @param binding what the event certificate binds, or null
 * @param level how far the data in the file reaches
 * @param questions the chains that long-term data must be gathered for
 */
public record Judgement(
    List<String> broken,
    List<String> reasons,
    Report.Chain chain,
    Report.Time time,
    boolean demo,
    @Nullable X509Certificate certificate,
    @Nullable EvidenceBinding binding,
    Reach level,
    List<PathJudge.Question> questions) {
  /** How far data in the file says of every certificate that it was not revoked. */
  public enum Reach {
    /** Not of every one. */
    PARTIAL,
    /** Of every one of signer and time-stamp. */
    COVERED,
    /** And a later document time-stamp keeps all that. */
    LASTING
  }

  /** Whether an intact time-stamp says when it was, trusted or not. */
  public boolean timed() {
    return time.ok() || questions.stream().anyMatch(each -> each.purpose() == Purpose.TSA);
  }

  /** Common name of the signer; may be empty. */
  public String signer() {
    return certificate == null ? "" : CertificateFacts.commonName(certificate);
  }

  /** Key algorithm of the signer; may be empty. */
  public String algorithm() {
    try {
      return certificate == null ? "" : Suite.of(certificate.getPublicKey()).key();
    } catch (SigningException | RuntimeException e) {
      // BouncyCastle has unchecked exceptions for curves that it does not know.
      return "";
    }
  }

  /** Nothing but that it is broken. */
  public static Judgement broken(String reason) {
    return new Judgement(
        List.of(reason),
        List.of(),
        Report.Chain.INCOMPLETE,
        Report.Time.NONE,
        false,
        null,
        null,
        Reach.PARTIAL,
        List.of());
  }
}
