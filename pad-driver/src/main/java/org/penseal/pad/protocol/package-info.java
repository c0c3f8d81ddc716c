/** Middle: the reports of pad families as values and back; no threads, no I/O. */
@NullMarked
package org.penseal.pad.protocol;

import org.jspecify.annotations.NullMarked;
