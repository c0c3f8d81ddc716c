// SPDX-License-Identifier: Apache-2.0
/** The named keys of the services. */
@NullMarked
package org.penseal.app.server.key;

import org.jspecify.annotations.NullMarked;
