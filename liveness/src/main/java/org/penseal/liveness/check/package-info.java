// SPDX-License-Identifier: Apache-2.0
/** The roof: one liveness check, one face-to-ID comparison, evaluation over a list of pairs. */
@NullMarked
package org.penseal.liveness.check;

import org.jspecify.annotations.NullMarked;
