/** The keys that sign: one-time keys in memory and keys in PKCS #12 files. */
@NullMarked
package org.penseal.key;

import org.jspecify.annotations.NullMarked;
