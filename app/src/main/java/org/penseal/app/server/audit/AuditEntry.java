// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.audit;

import java.time.Instant;

/**
 * One call: who did what with which key to what, and what came of it; never a content.
 *
 * @param at when it was answered, or was about to be done
 * @param application who
 * @param address from where; empty if nobody called
 * @param operation what
 * @param key which key, empty for none
 * @param digest SM3 of what was handed in or of the file that was named, in hex; empty if nothing
 *     was read
 * @param status of the answer; 0 where there is none: of the record itself, and of an
 *     administrator's change that is about to be made
 * @param code of the problem, empty for none
 */
public record AuditEntry(
    Instant at,
    String application,
    String address,
    String operation,
    String key,
    String digest,
    int status,
    String code) {}
