// SPDX-License-Identifier: Apache-2.0
/** The command that plays a pad: the one of {@code penseal pad} that knows the simulator. */
@NullMarked
package org.penseal.app.cli.simulate;

import org.jspecify.annotations.NullMarked;
