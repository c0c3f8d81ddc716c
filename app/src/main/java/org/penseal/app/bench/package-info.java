// SPDX-License-Identifier: Apache-2.0
/** The measurements of docs/performance.md. */
@NullMarked
package org.penseal.app.bench;

import org.jspecify.annotations.NullMarked;
