/** Virtual pads and a virtual chip that speak the real bytes over a pseudo terminal. */
@NullMarked
package org.penseal.pad.simulator;

import org.jspecify.annotations.NullMarked;
