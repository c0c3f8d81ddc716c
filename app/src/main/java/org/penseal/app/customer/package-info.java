// SPDX-License-Identifier: Apache-2.0
/** What the customer sees on a display of his own: the pages, then what the pad shows. */
@NullMarked
package org.penseal.app.customer;

import org.jspecify.annotations.NullMarked;
