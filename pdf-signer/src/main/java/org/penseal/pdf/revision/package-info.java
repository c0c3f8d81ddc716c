// SPDX-License-Identifier: Apache-2.0

/** One revision of a file, and its bytes. */
@NullMarked
package org.penseal.pdf.revision;

import org.jspecify.annotations.NullMarked;
