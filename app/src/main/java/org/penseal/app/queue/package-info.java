// SPDX-License-Identifier: Apache-2.0
/** The files that are signed one after another: which is open, which come, how fast, by whom. */
@NullMarked
package org.penseal.app.queue;

import org.jspecify.annotations.NullMarked;
