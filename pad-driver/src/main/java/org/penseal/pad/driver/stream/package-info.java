/** Pads that send by themselves: Topaz, Hanvon, ePad and any digitizer. */
@NullMarked
package org.penseal.pad.driver.stream;

import org.jspecify.annotations.NullMarked;
