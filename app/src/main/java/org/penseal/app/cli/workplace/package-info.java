// SPDX-License-Identifier: Apache-2.0
/** The commands on the workplace: what a station works with. */
@NullMarked
package org.penseal.app.cli.workplace;

import org.jspecify.annotations.NullMarked;
