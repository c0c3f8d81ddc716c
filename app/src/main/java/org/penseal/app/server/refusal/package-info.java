// SPDX-License-Identifier: Apache-2.0
/** Why the services do not start, or do not do what they are asked. */
@NullMarked
package org.penseal.app.server.refusal;

import org.jspecify.annotations.NullMarked;
