// SPDX-License-Identifier: Apache-2.0
/** Files that are whole after a crash, and readable by their owner only. */
@NullMarked
package org.penseal.app.disk;

import org.jspecify.annotations.NullMarked;
