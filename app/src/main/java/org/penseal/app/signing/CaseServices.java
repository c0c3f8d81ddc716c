// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.penseal.app.evidence.Manifest;
import org.penseal.app.store.Archive;
import org.penseal.pdf.Hashing;
import org.penseal.trust.CmpClient;
import org.penseal.trust.TimestampClient;

/**
 * What every case works with; lives as long as the program.
 *
 * @param archive where cases are kept
 * @param cases folder of unfinished cases
 * @param ca issues event certificates
 * @param tsa issues timestamps
 * @param escrow certificate for whose key the ink is sealed
 * @param software what the manifest names as the program
 * @param hashing where SM3 comes from
 * @param clock the time
 * @param random salts, shares, challenges
 */
public record CaseServices(
    Archive archive,
    Path cases,
    CmpClient ca,
    TimestampClient tsa,
    X509Certificate escrow,
    Manifest.Software software,
    Hashing hashing,
    Clock clock,
    SecureRandom random) {}
