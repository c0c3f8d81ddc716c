// SPDX-License-Identifier: Apache-2.0
/** What a device stated, held against everything that is known of its case. */
@NullMarked
package org.penseal.app.statement;

import org.jspecify.annotations.NullMarked;
