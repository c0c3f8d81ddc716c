// SPDX-License-Identifier: Apache-2.0
/** Makes the font of screens when the program is built: outlines without overlapping contours. */
@NullMarked
package org.penseal.pdf.font;

import org.jspecify.annotations.NullMarked;
