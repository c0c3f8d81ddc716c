// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One case in the list.
 *
 * @param id the case
 * @param at when it was opened
 * @param document file name of the document; empty once erased
 * @param kind name of the kind of business in the window's language is looked up by this id
 * @param status how it stands
 * @param output the signed file; empty if there is none
 * @param erased whether what was collected was erased
 */
public record CaseLine(
    String id,
    Instant at,
    String document,
    String kind,
    CaseStatus status,
    Optional<Path> output,
    boolean erased) {}
