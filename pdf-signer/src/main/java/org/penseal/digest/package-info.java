/** Faster digests than those of the registered providers, where there are any. */
@NullMarked
package org.penseal.digest;

import org.jspecify.annotations.NullMarked;
