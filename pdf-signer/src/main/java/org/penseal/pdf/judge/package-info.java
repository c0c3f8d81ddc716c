// SPDX-License-Identifier: Apache-2.0
/** Judges signer, chain and time of one signature, independently of the file that contains it. */
@NullMarked
package org.penseal.pdf.judge;

import org.jspecify.annotations.NullMarked;
