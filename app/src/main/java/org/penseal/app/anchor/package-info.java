// SPDX-License-Identifier: Apache-2.0
/** Time-stamps over the head of the archive's log, kept beside the archive. */
@NullMarked
package org.penseal.app.anchor;

import org.jspecify.annotations.NullMarked;
