/**
 * Values of ASN.1 in files of any size (ITU-T X.690): headers are walked in place, small values are
 * taken into memory, octet strings flow through.
 */
@NullMarked
package org.penseal.cms.ber;

import org.jspecify.annotations.NullMarked;
