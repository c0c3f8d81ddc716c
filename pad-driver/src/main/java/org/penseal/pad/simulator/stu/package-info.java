// SPDX-License-Identifier: Apache-2.0
/** Firmware of a simulated STU pad: its states, its settings, its screen, its encryption. */
@NullMarked
package org.penseal.pad.simulator.stu;

import org.jspecify.annotations.NullMarked;
