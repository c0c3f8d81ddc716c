// SPDX-License-Identifier: Apache-2.0
/** The key that a command signs with, and how it signs. */
@NullMarked
package org.penseal.app.cli.key;

import org.jspecify.annotations.NullMarked;
