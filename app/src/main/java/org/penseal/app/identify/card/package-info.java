// SPDX-License-Identifier: Apache-2.0
/** What an ID card gives: on a reader or in a picture. */
@NullMarked
package org.penseal.app.identify.card;

import org.jspecify.annotations.NullMarked;
