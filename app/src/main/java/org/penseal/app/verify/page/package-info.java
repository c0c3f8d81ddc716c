// SPDX-License-Identifier: Apache-2.0
/** The page of the report: its views. */
@NullMarked
package org.penseal.app.verify.page;

import org.jspecify.annotations.NullMarked;
