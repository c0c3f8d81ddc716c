/**
 * Roof: opens pads, owns one reader thread for each, and wires transport, frame, protocol and chip.
 */
@NullMarked
package org.penseal.pad.driver;

import org.jspecify.annotations.NullMarked;
