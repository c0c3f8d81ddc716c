/** Virtual chip of the reference pad; stands on its own, apart from the host side in pad.chip. */
@NullMarked
package org.penseal.pad.simulator.chip;

import org.jspecify.annotations.NullMarked;
