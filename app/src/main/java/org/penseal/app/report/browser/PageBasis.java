// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.report.browser;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.penseal.trust.TrustStore;

/**
 * What the answers of a report rest on besides the document.
 *
 * @param trust the roots that were believed
 * @param now the time of verification
 * @param sm2Id user id of the SM2 signers
 * @param password of the document, or null; it does not go into the page
 */
public record PageBasis(TrustStore trust, Instant now, String sm2Id, @Nullable String password) {}
