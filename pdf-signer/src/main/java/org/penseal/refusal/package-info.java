// SPDX-License-Identifier: Apache-2.0
/** Why signing, certifying or verifying could not be carried out. */
@NullMarked
package org.penseal.refusal;

import org.jspecify.annotations.NullMarked;
