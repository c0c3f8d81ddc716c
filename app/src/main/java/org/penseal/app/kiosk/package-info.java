/** The window of a computer whose policy holds it: full screen, closed by the operator alone. */
@NullMarked
package org.penseal.app.kiosk;

import org.jspecify.annotations.NullMarked;
