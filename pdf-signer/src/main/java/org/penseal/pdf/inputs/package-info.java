// SPDX-License-Identifier: Apache-2.0
/** What pages are drawn from, reduced to digests of values: a second opinion on later revisions. */
@NullMarked
package org.penseal.pdf.inputs;

import org.jspecify.annotations.NullMarked;
