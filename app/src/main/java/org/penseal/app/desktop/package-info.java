// SPDX-License-Identifier: Apache-2.0
/** The desktop around the window: its file questions, dropped files, other programs, printers. */
@NullMarked
package org.penseal.app.desktop;

import org.jspecify.annotations.NullMarked;
