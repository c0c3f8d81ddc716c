// SPDX-License-Identifier: Apache-2.0
/** Streams, names and strings as a document writes them, read with bounds. */
@NullMarked
package org.penseal.pdf.stream;

import org.jspecify.annotations.NullMarked;
