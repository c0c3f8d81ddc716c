/** Verification: what a signature covers, whether it holds, and what was changed after it. */
@NullMarked
package org.penseal.pdf.verify;

import org.jspecify.annotations.NullMarked;
