// SPDX-License-Identifier: Apache-2.0
/** Notices that several pages of the window show. */
@NullMarked
package org.penseal.app.notice;

import org.jspecify.annotations.NullMarked;
