// SPDX-License-Identifier: Apache-2.0
/** Pages as they were signed beside pages as they are. */
@NullMarked
package org.penseal.pdf.visual;

import org.jspecify.annotations.NullMarked;
