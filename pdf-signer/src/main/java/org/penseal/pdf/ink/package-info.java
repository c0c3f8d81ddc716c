/** The geometry of ink on paper: strokes as short curves whose width follows the pressure. */
@NullMarked
package org.penseal.pdf.ink;

import org.jspecify.annotations.NullMarked;
