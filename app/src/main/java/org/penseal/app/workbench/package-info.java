// SPDX-License-Identifier: Apache-2.0
/** The first page of the window: the cases of this station, their states, and what is done next. */
@NullMarked
package org.penseal.app.workbench;

import org.jspecify.annotations.NullMarked;
