/** Virtual HID devices in the kernel, in Java alone. */
@NullMarked
package org.penseal.pad.simulator.uhid;

import org.jspecify.annotations.NullMarked;
