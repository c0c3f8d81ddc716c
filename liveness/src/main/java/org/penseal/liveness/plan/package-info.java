// SPDX-License-Identifier: Apache-2.0
/** What a person is asked to do, drawn for one case and no other. */
@NullMarked
package org.penseal.liveness.plan;

import org.jspecify.annotations.NullMarked;
