/** A test stand made of a simulated pad, its customer and a clock that can be moved. */
@NullMarked
package org.penseal.pad.conformance.simulated;

import org.jspecify.annotations.NullMarked;
