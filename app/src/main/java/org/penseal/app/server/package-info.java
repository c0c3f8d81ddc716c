// SPDX-License-Identifier: Apache-2.0
/** The cryptographic services: what is made of serve.json, started, watched and drained. */
@NullMarked
package org.penseal.app.server;

import org.jspecify.annotations.NullMarked;
