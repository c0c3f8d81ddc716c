// SPDX-License-Identifier: Apache-2.0
/** Kinds of business, each with its rules on identification and on what is kept how long. */
@NullMarked
package org.penseal.app.business;

import org.jspecify.annotations.NullMarked;
