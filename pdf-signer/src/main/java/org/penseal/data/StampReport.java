// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import java.security.cert.X509Certificate;
import java.util.List;
import org.penseal.pdf.Report;

/**
 * What verifying a time-stamp over a file found.
 *
 * @param verdict invalid if the token is another file's or its signature is broken
 * @param time the proven time
 * @param digest JCA name of the imprint's digest; its OID if it is not supported
 * @param policy dotted OID under which the authority stamps
 * @param serialNumber of the token, decimal
 * @param chain what the authority's chain is worth at the time of the stamp
 * @param path the chain from the authority's certificate as far up as it could be built
 * @param demo whether it is a demo authority
 * @param reasons codes of {@code org.penseal.trust.Timestamp} and, with the prefix timestamp-, of
 *     {@code org.penseal.trust.ChainCheck}
 */
public record StampReport(
    Report.Verdict verdict,
    Report.Time time,
    String digest,
    String policy,
    String serialNumber,
    Report.Chain chain,
    List<X509Certificate> path,
    boolean demo,
    List<String> reasons) {
  /** Copies the lists. */
  public StampReport {
    path = List.copyOf(path);
    reasons = List.copyOf(reasons);
  }
}
