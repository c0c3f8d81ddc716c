// SPDX-License-Identifier: Apache-2.0
/** Whether what was added to pages after signing hides what was to be seen on them. */
@NullMarked
package org.penseal.pdf.cover;

import org.jspecify.annotations.NullMarked;
