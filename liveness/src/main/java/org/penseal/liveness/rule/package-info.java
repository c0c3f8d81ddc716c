// SPDX-License-Identifier: Apache-2.0
/**
 * The pure middle: measures over time become a verdict; no threads, no input or output, no clock.
 */
@NullMarked
package org.penseal.liveness.rule;

import org.jspecify.annotations.NullMarked;
