// SPDX-License-Identifier: Apache-2.0

/**
 * What one revision of a PDF changed against an earlier one: both are walked from the trailer in
 * typed roles, an edit excuses a position and never an object, and whatever has no rule must be
 * equal by value (docs/adr/0033).
 */
@NullMarked
package org.penseal.pdf.change;

import org.jspecify.annotations.NullMarked;
