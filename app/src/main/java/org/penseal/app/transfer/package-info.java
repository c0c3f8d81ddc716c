// SPDX-License-Identifier: Apache-2.0
/** A station that moves to another computer: settings and archive in one file, proved whole. */
@NullMarked
package org.penseal.app.transfer;

import org.jspecify.annotations.NullMarked;
