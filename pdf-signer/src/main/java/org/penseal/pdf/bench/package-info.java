/** Documents and the peer of the benchmarks: PDFBox with nothing of ours. */
@NullMarked
package org.penseal.pdf.bench;

import org.jspecify.annotations.NullMarked;
