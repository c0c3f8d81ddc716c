// SPDX-License-Identifier: Apache-2.0
package org.penseal.data;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.penseal.cms.data.SignerFinding;
import org.penseal.pdf.Report;

/**
 * What verifying a signature over a file found.
 *
 * @param verdict over all signers
 * @param found message and signers, without trust
 * @param signers each signer judged, in the order of the message
 * @param released whether the content inside was written to the output
 */
public record DataReport(
    Report.Verdict verdict, SignatureReader.Found found, List<Signer> signers, boolean released) {
  /** Copies the list. */
  public DataReport {
    signers = List.copyOf(signers);
  }

  /** The same, where a valid answer needs every signer's revocation to be known. */
  public DataReport requireRevocation() {
    boolean known =
        signers.stream().allMatch(each -> each.revocation() == Report.Revocation.CHECKED);
    return known || verdict != Report.Verdict.VALID
        ? this
        : new DataReport(Report.Verdict.INDETERMINATE, found, signers, released);
  }

  DataReport differs() {
    return new DataReport(
        Report.Verdict.INVALID,
        found,
        signers.stream().map(signer -> signer.with("content-differs-from-file")).toList(),
        false);
  }

  /**
   * One signer.
   *
   * @param finding integrity
   * @param chain what the certificate's chain is worth at the proven time, else now
   * @param path the chain from the signer's certificate as far up as it could be built
   * @param time the proven time
   * @param demo whether anything rests on a demo CA
   * @param reasons every reason code: of {@link SignerFinding#broken}, of {@code
   *     org.penseal.trust.ChainCheck} (with the prefix timestamp- for the TSA's), of {@code
   *     org.penseal.trust.Timestamp}, of {@code org.penseal.pdf.judge.StampJudge} for time-stamps
   *     that do not count, one-time-certificate-without-timestamp, and certificate-not-parsable
   */
  public record Signer(
      SignerFinding finding,
      Report.Chain chain,
      List<X509Certificate> path,
      Report.Time time,
      boolean demo,
      List<String> reasons) {
    /** Copies the lists. */
    public Signer {
      path = List.copyOf(path);
      reasons = List.copyOf(reasons);
    }

    /** What is known of revocation. */
    public Report.Revocation revocation() {
      return Report.Revocation.of(reasons, chain);
    }

    Signer with(String reason) {
      List<String> more = new ArrayList<>(reasons);
      more.add(reason);
      return new Signer(finding, chain, path, time, demo, more);
    }
  }
}
