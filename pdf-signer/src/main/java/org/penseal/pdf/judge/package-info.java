// SPDX-License-Identifier: Apache-2.0
/** Signer, chain and time of one signature, apart from the file it stands in. */
@NullMarked
package org.penseal.pdf.judge;

import org.jspecify.annotations.NullMarked;
