// SPDX-License-Identifier: Apache-2.0
/** What the appearance of a field or an annotation shows, told from its content stream. */
@NullMarked
package org.penseal.pdf.look;

import org.jspecify.annotations.NullMarked;
