// SPDX-License-Identifier: Apache-2.0
/**
 * A second, strict reading of a file's own bytes: what another reader may take for something else.
 */
@NullMarked
package org.penseal.pdf.raw;

import org.jspecify.annotations.NullMarked;
