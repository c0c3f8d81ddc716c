// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penseal.app.server.file.ServeSettings.ClientRevocation;
import org.penseal.app.server.file.ServeSettings.ListenAt;
import org.penseal.app.server.key.KeyRing;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.refusal.SigningException;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.Purpose;
import org.penseal.trust.RevocationFiles;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;
import org.penseal.trust.revocation.PathRevocation;
import org.penseal.trust.revocation.RevocationCache;
import org.penseal.trust.revocation.RevocationClient;
import org.penseal.trust.tls.PeerPath;
import org.penseal.trust.tls.server.ChoosingServerWire;
import org.penseal.trust.tls.server.ClientTrust;
import org.penseal.trust.tls.server.OrdinaryServerWire;
import org.penseal.trust.tls.server.ServerWire;
import org.penseal.trust.tls.server.SmServerWire;
import org.penseal.trust.tls.server.TlcpServerWire;

/**
 * Makes what protects a listener.
 *
 * @param folder of relative names
 */
record Wires(Path folder, KeyRing keys, Clock clock, SecureRandom random) {
  // Less than a client has for its flight.
  private static final Duration ASKING = Duration.ofSeconds(4);

  /**
   * As the settings have it.
   *
   * @throws ServeException.KeyUnusable if a key is not of the kind that the protocol needs
   * @throws SigningException if a root of clients cannot be read
   */
  ServerWire of(ListenAt at) throws ServeException, SigningException {
    if (at.keys().signature().isEmpty()) {
      return ServerWire.plain();
    }
    List<X509Certificate> roots =
        TrustStore.roots(Purpose.LOGIN, at.clients().stream().map(folder::resolve).toList());
    Optional<ClientTrust> clients =
        roots.isEmpty()
            ? Optional.empty()
            : Optional.of(new ClientTrust(roots, at.clientNeeded(), revocation(at)));
    NamedKey key = key(at.keys().signature().get());
    return switch (at.protection()) {
      case NONE -> ServerWire.plain();
      case TLS -> ordinary(key, clients);
      case SM -> sm(key, clients);
      case TLCP -> tlcp(key, at, clients);
      case CHOICE -> choice(at, clients);
    };
  }

  private Optional<PeerPath.Rule> revocation(ListenAt at) throws SigningException {
    if (at.clientRevocation().isEmpty()) {
      return Optional.empty();
    }
    ClientRevocation named = at.clientRevocation().get();
    RevocationFiles lists =
        RevocationFiles.of(named.lists().stream().map(folder::resolve).toList(), clock);
    Optional<RevocationClient> online =
        named.online()
            ? Optional.of(
                new RevocationClient(
                    new HttpExchange(ASKING), RevocationCache.inMemory(), List.of(), clock, random))
            : Optional.empty();
    return Optional.of(
        new PathRevocation(
            () -> new PathJudge.Sources(lists.lists(), online), named.required(), clock));
  }

  private ServerWire choice(ListenAt at, Optional<ClientTrust> clients)
      throws ServeException, SigningException {
    NamedKey key = key(at.keys().signature().orElseThrow());
    Map<ServerWire.Protocol, ServerWire> wires = new EnumMap<>(ServerWire.Protocol.class);
    wires.put(
        ServerWire.Protocol.ORDINARY, ordinary(key(at.keys().ordinary().orElseThrow()), clients));
    wires.put(ServerWire.Protocol.SM, sm(key, clients));
    if (at.keys().encryption().isPresent() || key.isPair(now())) {
      wires.put(ServerWire.Protocol.TLCP, tlcp(key, at, clients));
    }
    return new ChoosingServerWire(wires, ServerWire.FLIGHT);
  }

  private ServerWire ordinary(NamedKey key, Optional<ClientTrust> clients)
      throws ServeException, SigningException {
    try {
      return new OrdinaryServerWire(key.identity(now()), clients, ServerWire.FLIGHT);
    } catch (GeneralSecurityException e) {
      throw new ServeException.KeyUnusable(key.name(), e);
    }
  }

  private ServerWire sm(NamedKey key, Optional<ClientTrust> clients)
      throws ServeException, SigningException {
    try {
      return new SmServerWire(key.identity(now()), clients, ServerWire.FLIGHT);
    } catch (GeneralSecurityException e) {
      throw new ServeException.KeyUnusable(key.name(), e);
    }
  }

  private ServerWire tlcp(NamedKey key, ListenAt at, Optional<ClientTrust> clients)
      throws ServeException, SigningException {
    Optional<NamedKey> encryption =
        at.keys().encryption().isPresent()
            ? Optional.of(key(at.keys().encryption().get()))
            : Optional.empty();
    try {
      return new TlcpServerWire(key.tlcp(encryption, now()), clients, ServerWire.FLIGHT);
    } catch (GeneralSecurityException e) {
      throw new ServeException.KeyUnusable(key.name(), e);
    }
  }

  private NamedKey key(String name) throws ServeException.KeyUnusable {
    return keys.find(name).orElseThrow(() -> new ServeException.KeyUnusable(name, null));
  }

  private Instant now() {
    return clock.instant();
  }
}
