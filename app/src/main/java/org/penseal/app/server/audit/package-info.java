// SPDX-License-Identifier: Apache-2.0
/** The chained record of every call. */
@NullMarked
package org.penseal.app.server.audit;

import org.jspecify.annotations.NullMarked;
