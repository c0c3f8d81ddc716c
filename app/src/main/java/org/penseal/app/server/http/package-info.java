// SPDX-License-Identifier: Apache-2.0
/** HTTP/1.1 over any socket, bounded in every direction. */
@NullMarked
package org.penseal.app.server.http;

import org.jspecify.annotations.NullMarked;
