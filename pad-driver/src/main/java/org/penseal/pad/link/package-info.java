/** Middle: the secure link between host and pad: SM2 key agreement, sealed records. */
@NullMarked
package org.penseal.pad.link;

import org.jspecify.annotations.NullMarked;
