/** The roof of PDF signing: prepare, then complete; files that are whole or not there. */
@NullMarked
package org.penseal.pdf.sign;

import org.jspecify.annotations.NullMarked;
