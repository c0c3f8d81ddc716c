// SPDX-License-Identifier: Apache-2.0
/** Strong authentication: challenges, answers, assertions. */
@NullMarked
package org.penseal.app.server.auth;

import org.jspecify.annotations.NullMarked;
