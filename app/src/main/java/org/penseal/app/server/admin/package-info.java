// SPDX-License-Identifier: Apache-2.0
/** Administration of a running node over the network. */
@NullMarked
package org.penseal.app.server.admin;

import org.jspecify.annotations.NullMarked;
