// SPDX-License-Identifier: Apache-2.0
/** What a measurement gives. */
@NullMarked
package org.penseal.app.bench.figure;

import org.jspecify.annotations.NullMarked;
