// SPDX-License-Identifier: Apache-2.0
/** The operations, each from a request to an answer. */
@NullMarked
package org.penseal.app.server.api;

import org.jspecify.annotations.NullMarked;
