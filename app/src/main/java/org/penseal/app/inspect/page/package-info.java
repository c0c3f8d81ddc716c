// SPDX-License-Identifier: Apache-2.0
/** The page of verification: its views. */
@NullMarked
package org.penseal.app.inspect.page;

import org.jspecify.annotations.NullMarked;
