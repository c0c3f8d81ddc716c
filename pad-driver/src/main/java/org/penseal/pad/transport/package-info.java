/** Edge: bytes in and out of a device; the only place that knows jssc and hid4java. */
@NullMarked
package org.penseal.pad.transport;

import org.jspecify.annotations.NullMarked;
