/**
 * The words of every digital signature, whatever it signs: digests, suites of algorithms, levels,
 * and the key that signs.
 *
 * <p>Values and interfaces only; of ours, nothing but the refusals is imported here.
 */
@NullMarked
package org.penseal.signature;

import org.jspecify.annotations.NullMarked;
