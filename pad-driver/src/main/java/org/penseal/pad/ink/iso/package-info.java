/** Middle: ink as a signature time series of ISO/IEC 19794-7:2007 and back. */
@NullMarked
package org.penseal.pad.ink.iso;

import org.jspecify.annotations.NullMarked;
