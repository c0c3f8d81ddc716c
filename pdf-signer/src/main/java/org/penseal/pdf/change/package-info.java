// SPDX-License-Identifier: Apache-2.0

/**
 * The changes of one revision of a PDF against an earlier one. Both are walked from the trailer,
 * and each position has a role. An edit is permitted at a position, never for an object, and
 * whatever has no rule must be equal by value (docs/adr/0033).
 */
@NullMarked
package org.penseal.pdf.change;

import org.jspecify.annotations.NullMarked;
