/** Pages of a PDF: opening, pictures, text search, the Chinese font, the demo's report. */
@NullMarked
package org.penseal.pdf.page;

import org.jspecify.annotations.NullMarked;
