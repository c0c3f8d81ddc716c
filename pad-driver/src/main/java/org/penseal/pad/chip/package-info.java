/**
 * The open pad chip protocol, host side: typed commands over a secure element, and the chip
 * statement.
 */
@NullMarked
package org.penseal.pad.chip;

import org.jspecify.annotations.NullMarked;
