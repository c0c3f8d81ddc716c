// SPDX-License-Identifier: Apache-2.0
/** The bar above the pages: which page, how large, and what is searched for. */
@NullMarked
package org.penseal.app.document.bar;

import org.jspecify.annotations.NullMarked;
