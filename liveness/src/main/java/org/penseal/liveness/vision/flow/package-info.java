// SPDX-License-Identifier: Apache-2.0
/** How the picture itself moves from frame to frame, whatever a network makes of it. */
@NullMarked
package org.penseal.liveness.vision.flow;

import org.jspecify.annotations.NullMarked;
