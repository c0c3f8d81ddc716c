/** Middle: file formats of ink and its digest. */
@NullMarked
package org.penseal.pad.ink;

import org.jspecify.annotations.NullMarked;
