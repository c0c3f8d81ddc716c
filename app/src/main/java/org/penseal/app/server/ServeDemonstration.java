// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ServiceLoader;
import org.penseal.refusal.SigningException;

/**
 * Who makes keys and a file for a demonstration of the services; the services themselves know
 * nothing of demonstrations. Found as a service of the class path.
 */
public interface ServeDemonstration {
  /** The one of this program. */
  static ServeDemonstration installed() {
    return ServiceLoader.load(ServeDemonstration.class).findFirst().orElseThrow();
  }

  /**
   * Where it listens, all on loopback.
   *
   * @param plain without protection
   * @param tls with ordinary TLS
   * @param sm with TLCP, RFC 8998 or ordinary TLS, as the client begins
   * @param monitor health and metrics
   */
  record Ports(int plain, int tls, int sm, int monitor) {
    /** Four in a row. */
    public static Ports from(int first) {
      return new Ports(first, first + 2, first + 3, first + 1);
    }
  }

  /**
   * What was made.
   *
   * @param file serve.json
   * @param token file with the token of the demo's application
   */
  record Made(Path file, Path token) {}

  /** Makes keys and file; keys that are there stay. */
  Made make(Path folder, Ports ports, Clock clock, SecureRandom random) throws SigningException;
}
