/** Keys in tokens that a library of PKCS #11 speaks for. */
@NullMarked
package org.penseal.key.pkcs11;

import org.jspecify.annotations.NullMarked;
