// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workplace.file;

import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penseal.app.business.SigningProfile;
import org.penseal.trust.Purpose;

/**
 * What a station works with, as it is written down; paths are relative to the file's folder.
 *
 * @param ca issues event certificates
 * @param timestamp addresses of timestamp services, the preferred first
 * @param authority checks identities
 * @param network how services are reached
 * @param trust whom the workplace trusts, beside the folder {@code trust/} of the data folder
 * @param station signs statements for pads without a chip
 * @param desk devices and times
 * @param output where signed files go; empty for beside the document
 * @param profile the form of signatures where the kind of business names none; empty for the usual
 */
public record Workplace(
    Optional<Ca> ca,
    List<URI> timestamp,
    Optional<IdentityAuthority> authority,
    Network network,
    Trust trust,
    Optional<Key> station,
    Desk desk,
    Optional<Path> output,
    Optional<SigningProfile> profile) {

  /** Nothing named. */
  public static final Workplace EMPTY =
      new Workplace(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Network.STANDARD,
          Trust.NONE,
          Optional.empty(),
          Desk.STANDARD,
          Optional.empty(),
          Optional.empty());

  /** Copies the list. */
  public Workplace {
    timestamp = List.copyOf(timestamp);
  }

  /**
   * A CA that speaks CMP (RFC 4210).
   *
   * @param address its address
   * @param protection how it and this station know each other's messages
   */
  public record Ca(URI address, Protection protection) {}

  /** How the messages of a CA and of this station are protected. */
  public sealed interface Protection {}

  /**
   * By a shared secret.
   *
   * @param reference its name, as the CA knows it
   * @param secret the shared secret
   */
  public record SharedSecret(String reference, Secret secret) implements Protection {}

  /**
   * By signatures.
   *
   * @param key signs this station's messages
   * @param certificate of the key that signs the CA's, or of who appointed it
   */
  public record Certificates(Key key, Path certificate) implements Protection {}

  /**
   * The identity authority.
   *
   * @param addresses of the same authority, the preferred first
   * @param trust roots of its servers; empty for those of the network
   * @param key shown to its servers and used to sign requests
   * @param certificate of the key that signs its answers
   */
  public record IdentityAuthority(
      List<URI> addresses, List<Path> trust, Optional<Key> key, Optional<Path> certificate) {
    /** Copies the lists. */
    public IdentityAuthority {
      addresses = List.copyOf(addresses);
      trust = List.copyOf(trust);
    }
  }

  /**
   * A key.
   *
   * @param place a PKCS #12 file, {@code skf:…} or {@code pkcs11:…}, as for {@code --key}
   * @param secret its password or PIN; empty for a file without one
   */
  public record Key(String place, Optional<Secret> secret) {}

  /**
   * How services are reached.
   *
   * @param trust roots of TLS servers; empty for those of the JDK
   * @param key shown to servers that ask for a client certificate
   * @param timeoutSeconds 1 to 120
   * @param proxy between this station and the services
   */
  public record Network(
      List<Path> trust, Optional<Key> key, int timeoutSeconds, Optional<Proxy> proxy) {
    /** The JDK's roots and 15 s, directly. */
    public static final Network STANDARD =
        new Network(List.of(), Optional.empty(), 15, Optional.empty());

    /** Copies the list. */
    public Network {
      trust = List.copyOf(trust);
    }
  }

  /**
   * An HTTP proxy.
   *
   * @param address {@code http://HOST:PORT}
   * @param except hosts and domains that are reached without it
   */
  public record Proxy(URI address, List<String> except) {
    /** Copies the list. */
    public Proxy {
      except = List.copyOf(except);
    }
  }

  /**
   * Whom the workplace trusts.
   *
   * @param roots files or folders of PEM certificates, by purpose
   * @param escrow certificate for which handwriting is sealed
   * @param revocation who tells whether certificates were revoked
   */
  public record Trust(
      Map<Purpose, List<Path>> roots, Optional<Path> escrow, Revocation revocation) {
    /** No root certificates and no escrow. */
    public static final Trust NONE = new Trust(Map.of(), Optional.empty(), Revocation.NOT_ASKED);

    /** Copies the map. */
    public Trust {
      roots = Map.copyOf(roots);
    }
  }

  /**
   * Whether certificates of signatures that are verified were revoked.
   *
   * @param lists revocation lists at hand, PEM or DER
   * @param online whether the responders that trusted certificates name are asked
   * @param required whether nothing is valid of which that is not known
   */
  public record Revocation(List<Path> lists, boolean online, boolean required) {
    /** Revocation is not checked. */
    public static final Revocation NOT_ASKED = new Revocation(List.of(), false, false);

    /** Copies the list. */
    public Revocation {
      lists = List.copyOf(lists);
    }
  }

  /**
   * Devices and times.
   *
   * @param devices addresses by kind: pad, camera, idCard; as for the options of {@code sign}
   * @param language {@code zh} or {@code en}; empty for that of the system
   * @param zone of times that a person reads; empty for that of the system
   * @param signingSeconds how long the signer may take on the pad, 10 to 3600
   */
  public record Desk(
      Map<String, String> devices,
      Optional<String> language,
      Optional<String> zone,
      int signingSeconds) {
    /** Nothing named, five minutes. */
    public static final Desk STANDARD = new Desk(Map.of(), Optional.empty(), Optional.empty(), 300);

    /** Copies the map. */
    public Desk {
      devices = Map.copyOf(devices);
    }

    /** The zone of times that a person reads: the one that is named, else that of the system. */
    public ZoneId timeZone() {
      return zone.map(ZoneId::of).orElseGet(ZoneId::systemDefault);
    }
  }
}
