/** Where a pad is, and at which speed it answers there. */
@NullMarked
package org.penseal.pad.driver.place;

import org.jspecify.annotations.NullMarked;
