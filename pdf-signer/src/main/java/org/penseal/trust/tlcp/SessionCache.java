// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.penseal.signature.Octets;
import org.penseal.trust.tlcp.message.TlcpSuite;

/**
 * Sessions that may be resumed, by the server's identifier or the name of the server. The one that
 * was used longest ago makes room. Safe for several threads.
 */
final class SessionCache<K> {
  private final int most;
  private final Duration lifetime;
  private final Clock clock;
  private final Map<K, ResumableSession> sessions = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param most sessions; none are kept for 0
   * @param lifetime of each
   */
  SessionCache(int most, Duration lifetime, Clock clock) {
    this.most = most;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /** Whether any are kept. */
  boolean keeps() {
    return most > 0;
  }

  /**
   * A session of now, which ends with the peer's certificates at the latest and knows the peer
   * without its issuers.
   */
  ResumableSession made(
      Octets id, TlcpSuite suite, byte[] master, Optional<PeerCertificates> peer) {
    Instant until = clock.instant().plus(lifetime);
    Instant end = peer.map(PeerCertificates::notAfter).orElse(until);
    // Whatever else a peer has shown would be kept for as long as the session.
    Optional<PeerCertificates> leaves =
        peer.map(shown -> new PeerCertificates(shown.signing(), shown.encryption(), List.of()));
    return new ResumableSession(
        id, suite, Octets.of(master), leaves, end.isBefore(until) ? end : until);
  }

  synchronized void put(K key, ResumableSession session) {
    if (most == 0) {
      return;
    }
    sessions.put(key, session);
    if (sessions.size() > most) {
      sessions.remove(sessions.keySet().iterator().next());
    }
  }

  synchronized Optional<ResumableSession> get(K key) {
    Optional<ResumableSession> found = Optional.ofNullable(sessions.get(key));
    if (found.isPresent() && !clock.instant().isBefore(found.get().until())) {
      sessions.remove(key);
      return Optional.empty();
    }
    return found;
  }

  /** Forgets it when it is run; holds nothing else of the handshake. */
  Runnable forgetting(K key, ResumableSession session) {
    return () -> remove(key, session);
  }

  /** Forgets it, if it is still this one. */
  synchronized void remove(K key, ResumableSession session) {
    if (Objects.equals(sessions.get(key), session)) {
      sessions.remove(key);
    }
  }

  synchronized int size() {
    return sessions.size();
  }
}
