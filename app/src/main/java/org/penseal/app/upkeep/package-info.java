// SPDX-License-Identifier: Apache-2.0
/** What is wrong with the computer, the installation or what was moved to it: words only. */
@NullMarked
package org.penseal.app.upkeep;

import org.jspecify.annotations.NullMarked;
