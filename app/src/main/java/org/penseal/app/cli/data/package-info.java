// SPDX-License-Identifier: Apache-2.0
/** Commands over any file: signatures, envelopes, time-stamps. */
@NullMarked
package org.penseal.app.cli.data;

import org.jspecify.annotations.NullMarked;
