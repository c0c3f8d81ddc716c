// SPDX-License-Identifier: Apache-2.0
/** Whether additions to pages after signing hide what was visible on them. */
@NullMarked
package org.penseal.pdf.cover;

import org.jspecify.annotations.NullMarked;
