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
 * @param cmp issues event certificates; empty if no CA is specified
 * @param stamping issues timestamps
 * @param trust whom to trust, and for whom the ink is sealed
 * @param missing services that were not specified: the demo's are there instead, or none
 * @param software what the manifest names as the program
 * @param means digests, time and randomness
 */
public record CaseServices(
    Archive archive,
    Path cases,
    Optional<CmpClient> cmp,
    Stamping stamping,
    Trust trust,
    Set<Service> missing,
    Manifest.Software software,
    Means means) {

  /**
   * Who issues timestamps.
   *
   * @param tsa asks them
   * @param names by what a case remembers them: addresses, or a name for services that have another
   *     address at every start
   */
  public record Stamping(TimestampClient tsa, List<String> names) {
    /** Copies the list. */
    public Stamping {
      names = List.copyOf(names);
    }
  }

  /**
   * Whom to trust.
   *
   * @param roots while gathering long-term data
   * @param revocation asks whether certificates are revoked
   * @param escrow for whose key the ink is sealed; empty if there is none
   */
  public record Trust(
      TrustStore roots, RevocationClient revocation, Optional<X509Certificate> escrow) {}

  /**
   * What a test gives otherwise.
   *
   * @param hashing where SM3 comes from
   * @param clock the time
   * @param random salts, shares, challenges
   */
  public record Means(Hashing hashing, Clock clock, SecureRandom random) {}

  /** Asks the timestamp services. */
  public TimestampClient tsa() {
    return stamping.tsa;
  }

  /** By what a case remembers the timestamp services. */
  public List<String> tsas() {
    return stamping.names;
  }

  /** Whom to trust. */
  public TrustStore roots() {
    return trust.roots;
  }

  /** Where SM3 comes from. */
  public Hashing hashing() {
    return means.hashing;
  }

  /** The time. */
  public Clock clock() {
    return means.clock;
  }

  /** Salts, shares, challenges. */
  public SecureRandom random() {
    return means.random;
  }

  /** The same with other timestamp services and another clock. */
  public CaseServices with(Stamping other, Clock time) {
    Means timed = new Means(means.hashing, time, means.random);
    return new CaseServices(archive, cases, cmp, other, trust, missing, software, timed);
  }

  /** The same with others to trust. */
  public CaseServices with(Trust other) {
    return new CaseServices(archive, cases, cmp, stamping, other, missing, software, means);
  }

  /**
   * Issues event certificates.
   *
   * @throws CaseException.ServiceNotNamed if no CA is specified
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
    return trust.escrow.orElseThrow(() -> new CaseException.ServiceNotNamed(Service.ESCROW));
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
    return tsa().trusting(roots());
  }

  /**
   * The timestamp service outside a case, where no pad shows that it is a demonstration: if none is
   * specified, every request is refused.
   */
  public TimestampClient namedTsa() {
    return missing.contains(Service.TSA) ? trustedTsa().unnamed() : trustedTsa();
  }

  /**
   * The same for a key that signs without a case: a service that was named stamps unjudged where no
   * root of any timestamp service is known, which is told.
   */
  public TimestampClient plainTsa() {
    return judgesTsa() ? namedTsa() : tsa();
  }

  /** Whether a timestamp service that was named can be judged at all. */
  public boolean judgesTsa() {
    return missing.contains(Service.TSA) || !roots().anchors(Purpose.TSA).isEmpty();
  }

  /**
   * Requires that services are specified.
   *
   * @throws CaseException.ServiceNotNamed for the first that is not
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
   * @param stamps by whom
   */
  public LongTerm longTerm(TimestampClient stamps) {
    return new LongTerm(trust.roots, trust.revocation, stamps, means.hashing, means.clock);
  }
}
