/** Reader for second-generation Chinese ID cards (SDT protocol) and its simulator. */
@NullMarked
package org.penseal.idcard;

import org.jspecify.annotations.NullMarked;
