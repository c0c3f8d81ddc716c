/**
 * The words of PDF signing: what a signature is asked to be, what comes back, what can go wrong.
 *
 * <p>Values, interfaces and errors only; nothing here imports another package of ours.
 */
@NullMarked
package org.penseal.pdf;

import org.jspecify.annotations.NullMarked;
