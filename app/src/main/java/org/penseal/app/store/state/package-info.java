// SPDX-License-Identifier: Apache-2.0
/** Which state of a case follows which, as the archive and the case both know it. */
@NullMarked
package org.penseal.app.store.state;

import org.jspecify.annotations.NullMarked;
