// SPDX-License-Identifier: Apache-2.0
/**
 * A working day in the window, done by a program: memory, and how long the screen's thread is held.
 */
@NullMarked
package org.penseal.app.bench.desk;

import org.jspecify.annotations.NullMarked;
