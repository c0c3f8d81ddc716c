// SPDX-License-Identifier: Apache-2.0
/** Verification as a mode of its own: many files, each with its verdict, its pages and evidence. */
@NullMarked
package org.penseal.app.inspect;

import org.jspecify.annotations.NullMarked;
