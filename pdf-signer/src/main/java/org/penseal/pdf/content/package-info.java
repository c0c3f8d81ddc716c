// SPDX-License-Identifier: Apache-2.0
/** A strict reading of what pages are drawn from: whether all readers read it alike. */
@NullMarked
package org.penseal.pdf.content;

import org.jspecify.annotations.NullMarked;
