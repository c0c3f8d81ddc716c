// SPDX-License-Identifier: Apache-2.0
/** Serial numbers and time of the services' time-stamping authority. */
@NullMarked
package org.penseal.app.server.tsa;

import org.jspecify.annotations.NullMarked;
