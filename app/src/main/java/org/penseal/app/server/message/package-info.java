// SPDX-License-Identifier: Apache-2.0
/** Requests that are signed themselves (RFC 9421), a strict part of the standard. */
@NullMarked
package org.penseal.app.server.message;

import org.jspecify.annotations.NullMarked;
