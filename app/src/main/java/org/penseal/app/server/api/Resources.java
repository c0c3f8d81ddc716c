// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.security.SecureRandom;
import java.time.Clock;
import org.penseal.app.server.file.ServeSettings;
import org.penseal.app.server.front.FairTurns;
import org.penseal.app.server.front.Switches;
import org.penseal.app.server.key.KeyRing;
import org.penseal.signature.Hashing;
import org.penseal.trust.TrustStore;

/**
 * What the operations work with.
 *
 * @param settings of the file
 * @param keys of the server
 * @param switches what is switched off
 * @param turns at the processors
 * @param folder of unfinished files
 * @param trust whom verification believes
 * @param hashing digests
 * @param clock the time
 * @param random for keys and nonces
 */
public record Resources(
    ServeSettings settings,
    KeyRing keys,
    Switches switches,
    FairTurns turns,
    WorkFolder folder,
    TrustStore trust,
    Hashing hashing,
    Clock clock,
    SecureRandom random) {}
