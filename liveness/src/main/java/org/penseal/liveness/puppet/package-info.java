// SPDX-License-Identifier: Apache-2.0
/**
 * The synthetic subject: clips rendered from one still, always labelled synthetic, and the attacks
 * against it.
 */
@NullMarked
package org.penseal.liveness.puppet;

import org.jspecify.annotations.NullMarked;
