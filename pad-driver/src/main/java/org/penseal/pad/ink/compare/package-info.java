/** Middle: how consistent one writing is with others of the same name; an indicator, no verdict. */
@NullMarked
package org.penseal.pad.ink.compare;

import org.jspecify.annotations.NullMarked;
