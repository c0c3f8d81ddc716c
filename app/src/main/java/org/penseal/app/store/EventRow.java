// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the archive's chained log.
 *
 * @param number its place in the chain, from 1
 * @param caseId the case it is about, or null
 * @param at when it was written
 * @param what a short word for what happened
 * @param detail facts without personal data
 */
public record EventRow(
    long number, @Nullable String caseId, Instant at, String what, String detail) {}
