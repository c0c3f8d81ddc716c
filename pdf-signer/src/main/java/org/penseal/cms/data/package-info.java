/**
 * Signatures over files of any size: SignedData of RFC 5652 and of GB/T 35275, detached and
 * attached. Written in strict DER, read in DER and BER.
 */
@NullMarked
package org.penseal.cms.data;

import org.jspecify.annotations.NullMarked;
