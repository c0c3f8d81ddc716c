// SPDX-License-Identifier: Apache-2.0
/** How the identity authority is reached, and how a person enters the code that it sent. */
@NullMarked
package org.penseal.app.authority;

import org.jspecify.annotations.NullMarked;
