/**
 * Pads of the STU family: reports over HID or a serial line, with the chip of a pad that has one.
 */
@NullMarked
package org.penseal.pad.driver.stu;

import org.jspecify.annotations.NullMarked;
