/** Middle: the pad models, one JSON file each under {@code /pads/}. */
@NullMarked
package org.penseal.pad.catalog;

import org.jspecify.annotations.NullMarked;
