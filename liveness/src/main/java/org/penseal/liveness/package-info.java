// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.penseal.liveness;

import org.jspecify.annotations.NullMarked;
