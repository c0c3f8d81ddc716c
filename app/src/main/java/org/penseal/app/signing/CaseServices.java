// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.store.Archive;
import org.penseal.pdf.extend.LongTerm;
import org.penseal.signature.Hashing;
import org.penseal.trust.Purpose;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.cmp.CmpClient;
import org.penseal.trust.revocation.RevocationClient;

/**
 * What every case works with; lives as long as the program.
 *
 * @param archive where cases are kept
 * @param cases folder of unfinished cases
 * @param cmp issues event certificates; empty if nobody does
 * @param tsa issues timestamps
 * @param tsas by what a case remembers who issues them: addresses, or a name for services that have
 *     another address at every start
 * @param roots whom to trust while gathering long-term data
 * @param revocation asks whether certificates are revoked
 * @param escrowCertificate for whose key the ink is sealed; empty if there is none
 * @param missing what nobody named: the demo's own stands there, or nothing
 * @param software what the manifest names as the program
 * @param hashing where SM3 comes from
 * @param clock the time
 * @param random salts, shares, challenges
 */
public record CaseServices(
    Archive archive,
    Path cases,
    Optional<CmpClient> cmp,
    TimestampClient tsa,
    List<String> tsas,
    TrustStore roots,
    RevocationClient revocation,
    Optional<X509Certificate> escrowCertificate,
    Set<Service> missing,
    Manifest.Software software,
    Hashing hashing,
    Clock clock,
    SecureRandom random) {

  /**
   * Issues event certificates.
   *
   * @throws CaseException.ServiceNotNamed if nobody does
   */
  public CmpClient ca() throws CaseException.ServiceNotNamed {
    return cmp.orElseThrow(() -> new CaseException.ServiceNotNamed(Service.CA));
  }

  /**
   * The certificate for whose key the ink is sealed.
   *
   * @throws CaseException.ServiceNotNamed if there is none
   */
  public X509Certificate escrow() throws CaseException.ServiceNotNamed {
    return escrowCertificate.orElseThrow(() -> new CaseException.ServiceNotNamed(Service.ESCROW));
  }

  /** Folder of the data, in which that of the unfinished cases lies. */
  public Path data() {
    return Objects.requireNonNull(cases.toAbsolutePath().getParent());
  }

  /** The numbers of the last statements of the devices that signed here. */
  public DeviceCounters counters() {
    return new DeviceCounters(cases.resolveSibling("device-counters"));
  }

  /** The timestamp services, of which only those count that the roots lead to. */
  public TimestampClient trustedTsa() {
    return tsa.trusting(roots);
  }

  /**
   * The same outside a case, where no pad shows that it is a demonstration: where nobody named one,
   * whoever asks for a timestamp is refused.
   */
  public TimestampClient namedTsa() {
    return missing.contains(Service.TSA) ? trustedTsa().unnamed() : trustedTsa();
  }

  /**
   * The same for a key that signs without a case: a service that was named stamps unjudged where no
   * root of any timestamp service is known, which is told.
   */
  public TimestampClient plainTsa() {
    return judgesTsa() ? namedTsa() : tsa;
  }

  /** Whether a timestamp service that was named can be judged at all. */
  public boolean judgesTsa() {
    return missing.contains(Service.TSA) || !roots.anchors(Purpose.TSA).isEmpty();
  }

  /**
   * Refuses to go on without a service that somebody named.
   *
   * @throws CaseException.ServiceNotNamed for the first that nobody did
   */
  public void requireNamed(Service... needed) throws CaseException.ServiceNotNamed {
    for (Service each : needed) {
      if (missing.contains(each)) {
        throw new CaseException.ServiceNotNamed(each);
      }
    }
  }

  /** Extends signed files to the long-term levels. */
  public LongTerm longTerm() {
    return longTerm(trustedTsa());
  }

  /**
   * The same by other timestamp services.
   *
   * @param stamping by whom
   */
  public LongTerm longTerm(TimestampClient stamping) {
    return new LongTerm(roots, revocation, stamping, hashing, clock);
  }
}
