// SPDX-License-Identifier: Apache-2.0
/** Makes signatures last: gathers validation data, has it stamped, renews the time-stamp. */
@NullMarked
package org.penseal.pdf.extend;

import org.jspecify.annotations.NullMarked;
