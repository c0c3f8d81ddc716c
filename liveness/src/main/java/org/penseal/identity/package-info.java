// SPDX-License-Identifier: Apache-2.0
/**
 * Who a person is: ID-number rules, the three verification modes and the client of an authority.
 */
@NullMarked
package org.penseal.identity;

import org.jspecify.annotations.NullMarked;
