// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.file;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.penseal.app.server.http.HttpLimits;
import org.penseal.app.server.message.RequestAlgorithm;
import org.penseal.app.workplace.file.Secret;

/**
 * What the services work with, as it is written down; paths are relative to the file's folder.
 *
 * @param file that it stands in
 * @param data where audit, serial numbers, used challenges and unfinished files lie
 * @param hosts what the services are called; a request that names another host is refused, unless
 *     none is given
 * @param listen where calls are taken
 * @param monitor where health and metrics are asked for, in plain HTTP
 * @param keys the server's own
 * @param applications who may call
 * @param trust whom verification believes, and whom it asks
 * @param services what further is offered, and its bounds
 */
public record ServeSettings(
    Path file,
    Path data,
    List<String> hosts,
    List<ListenAt> listen,
    InetSocketAddress monitor,
    List<Key> keys,
    List<Application> applications,
    Trust trust,
    Services services) {
  /** Copies the lists. */
  public ServeSettings {
    hosts = List.copyOf(hosts);
    listen = List.copyOf(listen);
    keys = List.copyOf(keys);
    applications = List.copyOf(applications);
  }

  /** The folder of the file. */
  public Path folder() {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  /** What protects a connection. */
  public enum Protection {
    /** Nothing: for loopback and behind a front that ends TLS. */
    NONE,
    /** TLS 1.2 and 1.3. */
    TLS,
    /** TLS 1.3 with the SM suite (RFC 8998). */
    SM,
    /** TLCP (GB/T 38636). */
    TLCP,
    /** TLCP, the SM suite or TLS 1.2 and 1.3, as the client begins. */
    CHOICE
  }

  /**
   * Where calls are taken.
   *
   * @param address to listen on
   * @param protection of its connections
   * @param keys shown in handshakes
   * @param clients roots of clients' certificates; empty if they are not asked for one
   * @param clientNeeded whether a client must have a certificate
   * @param clientRevocation who tells whether it was revoked; empty if that is not looked at
   * @param proxies load balancers that begin each connection with a PROXY header; empty if callers
   *     come themselves
   */
  public record ListenAt(
      InetSocketAddress address,
      Protection protection,
      TlsKeys keys,
      List<Path> clients,
      boolean clientNeeded,
      Optional<ClientRevocation> clientRevocation,
      List<AddressRange> proxies) {
    /** Copies the lists. */
    public ListenAt {
      clients = List.copyOf(clients);
      proxies = List.copyOf(proxies);
    }
  }

  /**
   * Who tells whether certificates of clients were revoked.
   *
   * @param lists revocation lists, PEM or DER; read when the program starts
   * @param online whether responders are asked and lists fetched, as certificates name them
   * @param required whether a client whose revocation status is unknown is refused
   */
  public record ClientRevocation(List<Path> lists, boolean online, boolean required) {
    /** Copies the list. */
    public ClientRevocation {
      lists = List.copyOf(lists);
    }
  }

  /**
   * Names of the keys that a listener shows.
   *
   * @param signature of an SM2 key for RFC 8998, TLCP and a choice, of another for TLS; empty
   *     without protection
   * @param encryption of the encryption key for TLCP; empty where TLCP is not spoken
   * @param ordinary of the RSA or ECDSA key of a choice; otherwise empty
   */
  public record TlsKeys(
      Optional<String> signature, Optional<String> encryption, Optional<String> ordinary) {
    /** None. */
    public static final TlsKeys NONE =
        new TlsKeys(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * A named key; several versions overlap while one follows the other.
   *
   * @param name by which calls name it
   * @param use what it is for, and nothing else: what one use signs must never pass for what
   *     another has signed
   * @param applications who may use it
   * @param versions at least one
   */
  public record Key(String name, KeyUse use, Set<String> applications, List<Version> versions) {
    /** Copies the collections. */
    public Key {
      applications = Set.copyOf(applications);
      versions = List.copyOf(versions);
    }
  }

  /**
   * One version of a key: the newest that has begun signs and encrypts, the others still decrypt.
   *
   * @param place a PKCS #12 file, {@code skf:…} or {@code pkcs11:…}; a file of 32 bytes for a
   *     secret key
   * @param secret password or PIN
   * @param from when it begins; empty for always
   */
  public record Version(String place, Optional<Secret> secret, Optional<Instant> from) {}

  /**
   * Who may call.
   *
   * @param name in the audit, and in the lists of keys
   * @param credentials by which it is known
   * @param operations what it may do
   * @param addresses from where; empty for everywhere
   * @param hours when; empty for always
   * @param rate how often
   * @param origins for which it may have people authenticated
   */
  public record Application(
      String name,
      Credentials credentials,
      Set<Operation> operations,
      List<AddressRange> addresses,
      Optional<Hours> hours,
      Rate rate,
      Set<String> origins) {
    /** Copies the collections. */
    public Application {
      operations = Set.copyOf(operations);
      addresses = List.copyOf(addresses);
      origins = Set.copyOf(origins);
    }
  }

  /**
   * By what an application is known: any one of these.
   *
   * @param tokens SM3 of its tokens, in hex
   * @param certificates files of its certificates: each itself, not its issuer
   * @param signers keys by which it signs its requests (RFC 9421)
   * @param anybody whether callers without credentials are taken for it
   */
  public record Credentials(
      List<String> tokens, List<Path> certificates, List<Signer> signers, boolean anybody) {
    /** Copies the lists. */
    public Credentials {
      tokens = List.copyOf(tokens);
      certificates = List.copyOf(certificates);
      signers = List.copyOf(signers);
    }

    /** Whether there are no credentials. */
    boolean none() {
      return tokens.isEmpty() && certificates.isEmpty() && signers.isEmpty();
    }
  }

  /**
   * A key by which an application signs its requests.
   *
   * @param keyid as requests name it
   * @param file its certificate or public key
   * @param algorithm what it signs with; empty for what its kind of key usually does
   */
  public record Signer(String keyid, Path file, Optional<RequestAlgorithm> algorithm) {}

  /**
   * Hours of a day.
   *
   * @param from the first moment
   * @param to the first moment after; before {@code from} for a night
   * @param zone of both
   */
  public record Hours(LocalTime from, LocalTime to, ZoneId zone) {
    /** Whether a moment lies within. */
    public boolean has(Instant at) {
      LocalTime time = at.atZone(zone).toLocalTime();
      boolean after = !time.isBefore(from);
      boolean before = time.isBefore(to);
      return from.isBefore(to) ? after && before : after || before;
    }
  }

  /**
   * How often an application may call.
   *
   * @param perSecond calls a second, with bursts of the same number
   * @param perDay calls in 24 hours
   * @param atOnce calls that are under way at a time
   */
  public record Rate(int perSecond, long perDay, int atOnce) {}

  /**
   * Whom verification believes, and whom it asks.
   *
   * @param roots files and folders, as for {@code --trust}
   * @param stampers time-stamping authorities for signatures with a time-stamp, the preferred first
   * @param online whether responders are asked whether certificates were revoked
   */
  public record Trust(List<Path> roots, List<URI> stampers, boolean online) {
    /** Copies the lists. */
    public Trust {
      roots = List.copyOf(roots);
      stampers = List.copyOf(stampers);
    }
  }

  /**
   * What further is offered, and its bounds.
   *
   * @param stamping its own time-stamping authority
   * @param login strong authentication
   * @param http bounds of each listener
   * @param drainSeconds how long calls under way may take when the program is asked to stop
   * @param nodes how many share the calls
   * @param admin administration over the network
   * @param fileUriFolder whose files callers of GM/T 0136 may name, without links; empty for none
   */
  public record Services(
      Optional<Stamping> stamping,
      Optional<Login> login,
      HttpLimits http,
      int drainSeconds,
      Nodes nodes,
      Optional<AdminSettings> admin,
      Optional<Path> fileUriFolder) {}

  /**
   * A time-stamping authority.
   *
   * @param keys names of its keys; the first stamps where the caller names none
   * @param policy dotted
   * @param accuracyMillis how far its time may be off
   * @param peers authorities whose time it is compared with
   */
  public record Stamping(List<String> keys, String policy, int accuracyMillis, List<URI> peers) {
    /** Copies the lists. */
    public Stamping {
      keys = List.copyOf(keys);
      peers = List.copyOf(peers);
    }
  }

  /**
   * Strong authentication.
   *
   * @param key that signs assertions
   * @param issuer its name in assertions
   * @param roots of the certificates of those who log in
   * @param registered folder of the certificates of keys that log in by signature alone
   * @param assertionSeconds how long an assertion holds
   * @param requireRevocation whether a certificate counts only if it is known not to be revoked
   */
  public record Login(
      String key,
      String issuer,
      List<Path> roots,
      Optional<Path> registered,
      int assertionSeconds,
      boolean requireRevocation) {
    /** Copies the list. */
    public Login {
      roots = List.copyOf(roots);
    }
  }
}
