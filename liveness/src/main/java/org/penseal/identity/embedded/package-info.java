// SPDX-License-Identifier: Apache-2.0
/** A marked demo authority on loopback with a small invented population. */
@NullMarked
package org.penseal.identity.embedded;

import org.jspecify.annotations.NullMarked;
