// SPDX-License-Identifier: Apache-2.0
package org.penseal.app;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.authority.AuthorityAccess;
import org.penseal.app.signing.Service;
import org.penseal.trust.cmp.CmpProtection;
import org.penseal.trust.tls.TlsTrust;

/**
 * What a run of the program is told from outside.
 *
 * @param data folder of archive, unfinished cases and demo keys
 * @param ca the CA; empty for the demo's own
 * @param tsas addresses of timestamp services; empty for the demo's own
 * @param authority the identity authority, and how the two sides know each other
 * @param escrow certificate for which ink is sealed; empty for the demo's own
 * @param tls which servers are believed where TLS is spoken
 * @param serviceTimeout how long a service may take to answer
 * @param signingLimit how long the signer may take on the pad
 * @param zone zone of printed times
 * @param demo whether the demo's own may stand in for what is not named, whatever the pad is
 */
public record Settings(
    Path data,
    Optional<Ca> ca,
    List<URI> tsas,
    AuthorityAccess authority,
    Optional<Path> escrow,
    TlsTrust tls,
    Duration serviceTimeout,
    Duration signingLimit,
    ZoneId zone,
    boolean demo) {

  /**
   * A CA that speaks CMP.
   *
   * @param address its address
   * @param reference name of the shared secret
   * @param secret the shared secret
   */
  public record Ca(URI address, String reference, String secret) {
    /** Protects messages with the shared secret. */
    CmpProtection protection(SecureRandom random) {
      return new CmpProtection(reference, secret.toCharArray(), random);
    }

    /** No secret. */
    @Override
    public String toString() {
      return "Ca[" + address + "]";
    }
  }

  /** The defaults: nothing named, data in the user's data folder. */
  public static Settings defaults() {
    return new Settings(
        dataFolder(),
        Optional.empty(),
        List.of(),
        AuthorityAccess.DEMO,
        Optional.empty(),
        TlsTrust.system(),
        Duration.ofSeconds(15),
        Duration.ofMinutes(5),
        ZoneId.systemDefault(),
        false);
  }

  /** Whether this run is a demonstration: somebody asks for one, or it is the demo's own folder. */
  public boolean demonstration() {
    return demo || TrustFolder.isDemonstration(data);
  }

  /** What nobody named, and what the demo's own must not stand in for without being asked. */
  Set<Service> missing() {
    return demonstration() ? EnumSet.noneOf(Service.class) : unnamed();
  }

  /** What nobody named. */
  Set<Service> unnamed() {
    Set<Service> missing = EnumSet.noneOf(Service.class);
    if (ca.isEmpty()) {
      missing.add(Service.CA);
    }
    if (tsas.isEmpty()) {
      missing.add(Service.TSA);
    }
    if (authority.endpoints().isEmpty()) {
      missing.add(Service.AUTHORITY);
    }
    if (escrow.isEmpty()) {
      missing.add(Service.ESCROW);
    }
    return missing;
  }

  // XDG Base Directory Specification
  private static Path dataFolder() {
    String own = System.getenv("PENSEAL_DATA");
    if (own != null && !own.isBlank()) {
      return Path.of(own);
    }
    String xdg = System.getenv("XDG_DATA_HOME");
    return xdg != null && !xdg.isBlank()
        ? Path.of(xdg, "penseal")
        : Path.of(System.getProperty("user.home"), ".local", "share", "penseal");
  }

  /** The same as a demonstration. */
  public Settings forDemonstration() {
    return new Settings(
        data, ca, tsas, authority, escrow, tls, serviceTimeout, signingLimit, zone, true);
  }

  /** The same with data elsewhere. */
  public Settings withData(Path folder) {
    return new Settings(
        folder, ca, tsas, authority, escrow, tls, serviceTimeout, signingLimit, zone, demo);
  }
}
