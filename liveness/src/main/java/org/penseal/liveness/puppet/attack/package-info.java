// SPDX-License-Identifier: Apache-2.0
/** Clips that a liveness check must refuse, drawn; each says that it is synthetic. */
@NullMarked
package org.penseal.liveness.puppet.attack;

import org.jspecify.annotations.NullMarked;
