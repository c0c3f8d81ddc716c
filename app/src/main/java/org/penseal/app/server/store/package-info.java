// SPDX-License-Identifier: Apache-2.0
/** What the services keep in a database. */
@NullMarked
package org.penseal.app.server.store;

import org.jspecify.annotations.NullMarked;
