// SPDX-License-Identifier: Apache-2.0
/**
 * What the stream of frames itself says: its timing, movements that come back, screen and print.
 */
@NullMarked
package org.penseal.liveness.rule.cue;

import org.jspecify.annotations.NullMarked;
