// SPDX-License-Identifier: Apache-2.0
/** A reader of pages: drawn when they are looked at, scrolled, enlarged, turned and searched. */
@NullMarked
package org.penseal.app.document.reader;

import org.jspecify.annotations.NullMarked;
