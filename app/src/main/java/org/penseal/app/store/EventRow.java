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
 * @param detail words without personal data
 * @param facts JSON by which cases are decided; empty for none. Its person is a keyed pseudonym
 *     that erasure cuts off.
 */
public record EventRow(
    long number, @Nullable String caseId, Instant at, String what, String detail, String facts) {}
