// SPDX-License-Identifier: Apache-2.0
/** A strict reader of page content, which finds out whether all readers read it alike. */
@NullMarked
package org.penseal.pdf.content;

import org.jspecify.annotations.NullMarked;
