// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.penseal.app.authority.AuthorityAccess;
import org.penseal.app.business.BusinessType;
import org.penseal.app.business.SigningProfile;
import org.penseal.app.signing.Service;
import org.penseal.app.signing.key.StatementKey;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.trust.TrustStore;
import org.penseal.trust.cmp.CmpProtection;
import org.penseal.trust.cmp.MessageProtection;
import org.penseal.trust.tls.TlsTrust;

/**
 * What a run of the program works with: the workplace, with what single options put in its place.
 *
 * @param data folder of archive and unfinished cases
 * @param services who is asked
 * @param network how they are reached
 * @param trust whom the workplace trusts, beside the folder {@code trust/} of the data folder
 * @param statementKey signs statements for pads without a chip; empty if the workplace has none
 * @param profile the form of signatures where the kind of business names none
 * @param limits times
 * @param demo what the demo may stand in for
 */
public record Settings(
    Path data,
    Services services,
    Network network,
    Trust trust,
    Optional<StatementKey> statementKey,
    SigningProfile profile,
    Limits limits,
    Demo demo) {

  /** When the demo's services may replace services that are not specified. */
  public enum Demo {
    /** Nothing: the demo is not started. */
    NONE,
    /** A device is simulated; its case is one of the demo, and no other may be. */
    FOR_SIMULATED_DEVICES,
    /** A demonstration was requested, with any pad. */
    ASKED
  }

  /**
   * Services that were named.
   *
   * @param ca issues event certificates
   * @param tsas addresses of timestamp services
   * @param authority the identity authority, and how the two sides know each other
   * @param escrow certificate for which handwriting is sealed
   */
  public record Services(
      Optional<Ca> ca, List<URI> tsas, AuthorityAccess authority, Optional<Path> escrow) {
    /** None. */
    public static final Services NONE =
        new Services(Optional.empty(), List.of(), AuthorityAccess.NONE, Optional.empty());

    /** Copies the list. */
    public Services {
      tsas = List.copyOf(tsas);
    }

    /** Services that are not specified. */
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
  }

  /**
   * How services are reached.
   *
   * @param tls which servers are believed where TLS is spoken, and what they are shown
   * @param timeout how long a service may take to answer
   */
  public record Network(TlsTrust tls, Duration timeout) {
    /** The JDK's roots and 15 s. */
    public static Network standard() {
      return new Network(TlsTrust.system(), Duration.ofSeconds(15));
    }
  }

  /**
   * Whom the workplace trusts.
   *
   * @param roots by purpose
   * @param revocation who tells whether certificates were revoked; its lists are absolute paths
   */
  public record Trust(TrustStore roots, Workplace.Revocation revocation) {
    /** No root certificates, and revocation is not checked. */
    public static final Trust NOBODY =
        new Trust(TrustStore.empty(), Workplace.Revocation.NOT_ASKED);
  }

  /**
   * Times.
   *
   * @param signing how long the signer may take on the pad
   * @param zone of printed times
   */
  public record Limits(Duration signing, ZoneId zone) {
    /** Five minutes, and the zone of the system. */
    public static Limits standard() {
      return new Limits(Duration.ofMinutes(5), ZoneId.systemDefault());
    }
  }

  /**
   * A CA that speaks CMP.
   *
   * @param address its address
   * @param protecting how its messages and ours are protected
   * @param certificates of the keys that protect them; none with a shared secret
   */
  public record Ca(URI address, Protecting protecting, List<X509Certificate> certificates) {
    /** Copies the list. */
    public Ca {
      certificates = List.copyOf(certificates);
    }

    /** Makes the protection of messages, as often as it is asked. */
    @FunctionalInterface
    public interface Protecting {
      /** With random numbers for nonces and salts. */
      MessageProtection with(SecureRandom random);
    }

    /**
     * By a shared secret.
     *
     * @param reference its name
     */
    public static Ca shared(URI address, String reference, String secret) {
      return new Ca(
          address, random -> new CmpProtection(reference, secret.toCharArray(), random), List.of());
    }

    /** No secret. */
    @Override
    public String toString() {
      return "Ca[" + address + "]";
    }
  }

  /** Nothing named, in a data folder. */
  public static Settings in(Path data) {
    return new Settings(
        data,
        Services.NONE,
        Network.standard(),
        Trust.NOBODY,
        Optional.empty(),
        SigningProfile.STANDARD,
        Limits.standard(),
        Demo.NONE);
  }

  /** Whether this run is a demonstration: by request, or because the folder is the demo's own. */
  public boolean demonstration() {
    return demo == Demo.ASKED || TrustFolder.isDemonstration(data);
  }

  /** Whether the demo's services replace those that are not specified. */
  boolean standsIn() {
    return demo != Demo.NONE || demonstration();
  }

  /** What the demo's own stands in for in a case. */
  Set<Service> standingIn(StandIn use) {
    Set<Service> unnamed = services.unnamed();
    if (statementKey.isEmpty()) {
      unnamed.add(Service.STATION);
    }
    return Arrays.stream(Service.values())
        .filter(each -> standsInFor(use, !unnamed.contains(each)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Service.class)));
  }

  /** Whether the demo's own stands in for a service in a case. */
  boolean standsInFor(StandIn use, boolean named) {
    return switch (use) {
      case NONE -> !named && standsIn();
      case FOR_UNNAMED -> !named;
      case FOR_ALL -> true;
    };
  }

  /** Services that are not specified and that the demo must not replace without a request. */
  Set<Service> missing() {
    Set<Service> missing = demonstration() ? EnumSet.noneOf(Service.class) : services.unnamed();
    if (statementKey.isEmpty() && !demonstration()) {
      missing.add(Service.STATION);
    }
    return missing;
  }

  /** The form of the signatures of this kind of business. */
  public SigningProfile profileOf(BusinessType type) {
    return type.profile().orElse(profile);
  }

  /** The same where nothing was named, and the demo is asked for. */
  Settings demoOnly() {
    return new Settings(
        data,
        Services.NONE,
        Network.standard(),
        Trust.NOBODY,
        Optional.empty(),
        profile,
        limits,
        Demo.ASKED);
  }

  /** The same with other services. */
  public Settings with(Services others) {
    return new Settings(data, others, network, trust, statementKey, profile, limits, demo);
  }

  /** The same over another network. */
  public Settings with(Network other) {
    return new Settings(data, services, other, trust, statementKey, profile, limits, demo);
  }

  /** The same where the demo stands in for what it may. */
  public Settings with(Demo use) {
    return new Settings(data, services, network, trust, statementKey, profile, limits, use);
  }
}
