// SPDX-License-Identifier: Apache-2.0
/** What a document holds that could show something else later without a signature breaking. */
@NullMarked
package org.penseal.pdf.hazard;

import org.jspecify.annotations.NullMarked;
