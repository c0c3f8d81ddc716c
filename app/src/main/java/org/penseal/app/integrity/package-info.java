// SPDX-License-Identifier: Apache-2.0
/** Whether the files that this program runs from are those of its release (GB/T 39786). */
@NullMarked
package org.penseal.app.integrity;

import org.jspecify.annotations.NullMarked;
