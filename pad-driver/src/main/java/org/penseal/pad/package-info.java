/**
 * Words of the pad pillar: what a pad, a pen sample, a stroke and ink are, and what can go wrong.
 *
 * <p>Values and interfaces only; imports nothing of ours. The roof is {@code
 * org.penseal.pad.driver.PadDriver}, which gives a {@link org.penseal.pad.Pad}.
 */
@NullMarked
package org.penseal.pad;

import org.jspecify.annotations.NullMarked;
