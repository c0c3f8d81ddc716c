// SPDX-License-Identifier: Apache-2.0
/** Measures the services from outside, over HTTP that stays open. */
@NullMarked
package org.penseal.app.bench.serve;

import org.jspecify.annotations.NullMarked;
