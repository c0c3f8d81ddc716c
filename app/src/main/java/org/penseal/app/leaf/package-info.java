// SPDX-License-Identifier: Apache-2.0
/** What is leafed through on a pad: pages of a document and words, cut into parts of its screen. */
@NullMarked
package org.penseal.app.leaf;

import org.jspecify.annotations.NullMarked;
