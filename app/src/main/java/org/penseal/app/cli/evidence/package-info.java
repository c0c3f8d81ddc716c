// SPDX-License-Identifier: Apache-2.0
/** The commands of the archive. */
@NullMarked
package org.penseal.app.cli.evidence;

import org.jspecify.annotations.NullMarked;
