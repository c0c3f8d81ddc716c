// SPDX-License-Identifier: Apache-2.0
/** What a handwritten annotation asks for, screen by screen, and where its buttons are. */
@NullMarked
package org.penseal.app.annotate;

import org.jspecify.annotations.NullMarked;
