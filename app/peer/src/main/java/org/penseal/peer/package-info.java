/** Measurements against programs that are not shipped. */
@NullMarked
package org.penseal.peer;

import org.jspecify.annotations.NullMarked;
