/**
 * Envelopes over contents of any size: AuthEnvelopedData and EnvelopedData of RFC 5083 and RFC
 * 5652, EnvelopedData of GB/T 35275, all under SM4. Written in DER, read in DER and BER.
 */
@NullMarked
package org.penseal.cms.envelope;

import org.jspecify.annotations.NullMarked;
