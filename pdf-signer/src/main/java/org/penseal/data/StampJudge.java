// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.penseal.pdf.Report;
import org.penseal.trust.CertificateFacts;
import org.penseal.trust.ChainCheck;
import org.penseal.trust.Purpose;
import org.penseal.trust.Timestamp;

/** Judges a time-stamp token whose imprint and signature have been checked. */
final class StampJudge {
  private final ChainCheck chains;

  StampJudge(ChainCheck chains) {
    this.chains = chains;
  }

  /**
   * What came out.
   *
   * @param chain that of the TSA
   * @param reasons codes with the prefix timestamp-
   */
  record Judged(
      Report.Time time,
      Report.Chain chain,
      List<X509Certificate> path,
      boolean demo,
      List<String> reasons) {}

  /** Those that a chain can be built of; a message may bring along others. */
  static List<X509Certificate> readable(List<X509Certificate> pool) {
    return pool.stream().filter(CertificateFacts::readable).toList();
  }

  /** Judges; {@code found} are the reasons that imprint and signature gave. */
  Judged judge(Timestamp timestamp, List<String> found, Report.TimeKind kind) {
    List<String> reasons = new ArrayList<>(found);
    X509Certificate tsa = timestamp.tsa();
    if (tsa == null || !CertificateFacts.readable(tsa)) {
      Report.Time time = new Report.Time(kind, false, timestamp.time(), "");
      return new Judged(time, Report.Chain.INCOMPLETE, List.of(), false, reasons);
    }
    ChainCheck.Result chain =
        chains.check(tsa, readable(timestamp.certificates()), Purpose.TSA, timestamp.time());
    chain.reasons().forEach(reason -> reasons.add("timestamp-" + reason));
    boolean ok = found.isEmpty() && chain.status() == Report.Chain.TRUSTED;
    String name = CertificateFacts.commonName(tsa);
    return new Judged(
        new Report.Time(kind, ok, timestamp.time(), name),
        chain.status(),
        chain.path(),
        chain.demo(),
        reasons);
  }
}
