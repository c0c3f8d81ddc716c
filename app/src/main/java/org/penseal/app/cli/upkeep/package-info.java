// SPDX-License-Identifier: Apache-2.0
/** Commands that keep an installation well. */
@NullMarked
package org.penseal.app.cli.upkeep;

import org.jspecify.annotations.NullMarked;
