// SPDX-License-Identifier: Apache-2.0
/**
 * A second, strict reader of the file's bytes: it finds what other readers may take for something
 * else.
 */
@NullMarked
package org.penseal.pdf.raw;

import org.jspecify.annotations.NullMarked;
