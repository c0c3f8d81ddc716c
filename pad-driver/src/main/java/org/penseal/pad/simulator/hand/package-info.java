/**
 * Synthetic handwriting for test data: key points of characters moved by a sigma-lognormal hand.
 */
@NullMarked
package org.penseal.pad.simulator.hand;

import org.jspecify.annotations.NullMarked;
