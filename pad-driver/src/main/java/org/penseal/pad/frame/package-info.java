/** Middle: byte streams and packets to whole messages and back; no threads, no I/O. */
@NullMarked
package org.penseal.pad.frame;

import org.jspecify.annotations.NullMarked;
