// SPDX-License-Identifier: Apache-2.0
/** Words of liveness: frames, faces, challenges, measures, verdicts and errors. */
@NullMarked
package org.penseal.liveness;

import org.jspecify.annotations.NullMarked;
