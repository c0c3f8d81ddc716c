// SPDX-License-Identifier: Apache-2.0
/** Authorities over HTTP: one endpoint, and several of them in order of preference. */
@NullMarked
package org.penseal.identity.authority;

import org.jspecify.annotations.NullMarked;
