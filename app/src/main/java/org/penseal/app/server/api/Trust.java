// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.signature.Hashing;
import org.penseal.trust.HttpExchange;
import org.penseal.trust.TimestampClient;
import org.penseal.trust.TrustStore;
import org.penseal.trust.revocation.PathJudge;
import org.penseal.trust.revocation.RevocationCache;
import org.penseal.trust.revocation.RevocationClient;

/** Whom verification asks, and who stamps signatures; shared by all calls. */
public final class Trust {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final TimestampClient stampers;
  private final RevocationClient revocation;
  private final boolean online;

  /** Asks those whom the file names. */
  public Trust(
      ServeSettings.Trust settings,
      TrustStore roots,
      Hashing hashing,
      Clock clock,
      SecureRandom random) {
    this.stampers =
        new TimestampClient(settings.stampers(), TIMEOUT, hashing, random).trusting(roots);
    this.revocation =
        new RevocationClient(
            new HttpExchange(TIMEOUT), RevocationCache.inMemory(), List.of(), clock, random);
    this.online = settings.online();
  }

  /** How much longer a verification may take because others are asked. */
  Duration asking() {
    return sources().patience();
  }

  /** Who stamps signatures. */
  TimestampClient stampers() {
    return stampers;
  }

  /** Asks about revocation, whether or not verification does. */
  RevocationClient revocation() {
    return revocation;
  }

  /** Where verification learns of revocation, besides the file. */
  public PathJudge.Sources sources() {
    return online
        ? new PathJudge.Sources(List.of(), Optional.of(revocation))
        : PathJudge.Sources.NONE;
  }
}
