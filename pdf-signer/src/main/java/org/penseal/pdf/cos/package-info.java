/** The PDF objects of a signature: field, place on the page, appearance, byte range. */
@NullMarked
package org.penseal.pdf.cos;

import org.jspecify.annotations.NullMarked;
