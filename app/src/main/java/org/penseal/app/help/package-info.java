// SPDX-License-Identifier: Apache-2.0
/** Help without a network: the manual's pages, and what this program is and is made of. */
@NullMarked
package org.penseal.app.help;

import org.jspecify.annotations.NullMarked;
