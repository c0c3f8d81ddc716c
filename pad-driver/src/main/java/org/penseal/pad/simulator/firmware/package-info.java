/**
 * What runs inside of simulated pads, one firmware for each family, whatever carries the reports.
 */
@NullMarked
package org.penseal.pad.simulator.firmware;

import org.jspecify.annotations.NullMarked;
