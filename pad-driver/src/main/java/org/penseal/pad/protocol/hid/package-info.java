/** Middle: HID report descriptors, and the reports of digitizers that describe themselves. */
@NullMarked
package org.penseal.pad.protocol.hid;

import org.jspecify.annotations.NullMarked;
