// SPDX-License-Identifier: Apache-2.0

/**
 * The revisions of a signed file in their order, what each changed, and whether that is allowed.
 */
@NullMarked
package org.penseal.pdf.history;

import org.jspecify.annotations.NullMarked;
