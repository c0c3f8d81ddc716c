// SPDX-License-Identifier: Apache-2.0
/** Numbers and dates of identity documents as people type them, checked by themselves alone. */
@NullMarked
package org.penseal.identity.document;

import org.jspecify.annotations.NullMarked;
