// SPDX-License-Identifier: Apache-2.0
package org.penseal.trust.tlcp;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.penseal.signature.Octets;
import org.penseal.trust.tlcp.message.TlcpSuite;

/**
 * What a side has from outside; other than {@link #real} in tests only.
 *
 * @param random everything that is drawn, but for what SM2 draws
 * @param encryption of the premaster secret
 * @param keyLog is told every master secret
 * @param clock for the age of sessions
 * @param suites that are spoken, the favourite first
 * @param keeping how many sessions, and for how long
 */
record Surroundings(
    SecureRandom random,
    Encryption encryption,
    KeyLog keyLog,
    Clock clock,
    List<TlcpSuite> suites,
    Keeping keeping) {

  /** Encrypts with SM2. */
  interface Encryption {
    byte[] encrypt(ECPublicKeyParameters key, byte[] plain) throws GeneralSecurityException;
  }

  /** Is told every master secret. */
  interface KeyLog {
    void tell(Octets clientRandom, byte[] master);
  }

  /** How many sessions are kept for a resumption, and for how long. */
  record Keeping(int most, Duration lifetime) {
    static final Keeping HALF_AN_HOUR = new Keeping(10_000, Duration.ofMinutes(30));
  }

  static Surroundings real() {
    SecureRandom random = new SecureRandom();
    return new Surroundings(
        random,
        (key, plain) -> TlcpSm2.encrypt(key, plain, random),
        (clientRandom, master) -> {},
        Clock.systemUTC(),
        List.of(TlcpSuite.values()),
        Keeping.HALF_AN_HOUR);
  }

  <K> SessionCache<K> cache() {
    return new SessionCache<>(keeping.most(), keeping.lifetime(), clock);
  }

  Octets draw(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return Octets.of(bytes);
  }
}
