// SPDX-License-Identifier: Apache-2.0
/** The part of an HTML report that recomputes the report in the reader's own browser. */
@NullMarked
package org.penseal.app.report.browser;

import org.jspecify.annotations.NullMarked;
