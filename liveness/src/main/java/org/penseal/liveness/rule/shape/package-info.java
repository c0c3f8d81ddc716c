// SPDX-License-Identifier: Apache-2.0
/** Which shape moved: a flat picture, a bent sheet, or something with the relief of a head. */
@NullMarked
package org.penseal.liveness.rule.shape;

import org.jspecify.annotations.NullMarked;
