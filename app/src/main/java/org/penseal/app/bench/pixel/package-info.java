// SPDX-License-Identifier: Apache-2.0
/** How long a pen event takes to the pixel. */
@NullMarked
package org.penseal.app.bench.pixel;

import org.jspecify.annotations.NullMarked;
