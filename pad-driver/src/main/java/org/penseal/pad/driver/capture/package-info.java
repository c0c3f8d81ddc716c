/** What every open pad has: a reader thread, the events for its owner, and the ink that is kept. */
@NullMarked
package org.penseal.pad.driver.capture;

import org.jspecify.annotations.NullMarked;
