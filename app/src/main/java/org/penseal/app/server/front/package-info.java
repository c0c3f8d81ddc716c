// SPDX-License-Identifier: Apache-2.0
/** Who may call what, and how often. */
@NullMarked
package org.penseal.app.server.front;

import org.jspecify.annotations.NullMarked;
