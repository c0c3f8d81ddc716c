// SPDX-License-Identifier: Apache-2.0
package org.penseal.cms.data;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.penseal.pdf.Report;
import org.penseal.signature.Octets;
import org.penseal.signature.Suite;

/**
 * What came out for one signer; trust is not looked at.
 *
 * @param certificate the signer's certificate, if it was found
 * @param broken reason codes, {@link #integrity} says whether it is broken: no-signer-certificate,
 *     unsupported-algorithm, digest-mismatch, content-type-mismatch, signing-certificate-mismatch,
 *     signature-mismatch, attributes-as-content
 * @param digest JCA name of the digest, or its OID if it is not supported
 * @param suite how the value is made; empty if it is not supported
 * @param signatureOid dotted, as it stands in the message
 * @param attributes whether there are signed attributes
 * @param userId of an SM2 signature
 * @param value the signature value, which a time-stamp covers
 * @param signedAt the time that the signer claims
 * @param timestamps the signature time-stamp tokens, DER, in the order of the message
 */
public record SignerFinding(
    Optional<X509Certificate> certificate,
    List<String> broken,
    String digest,
    Optional<Suite> suite,
    String signatureOid,
    boolean attributes,
    UserId userId,
    Octets value,
    Optional<Instant> signedAt,
    List<Octets> timestamps) {
  /** Copies the lists. */
  public SignerFinding {
    broken = List.copyOf(broken);
    timestamps = List.copyOf(timestamps);
  }

  /** Whether content and signature agree. */
  public Report.Integrity integrity() {
    return Report.Integrity.of(broken);
  }
}
