// SPDX-License-Identifier: Apache-2.0
/** Whether what the archive keeps is what was frozen. */
@NullMarked
package org.penseal.app.audit;

import org.jspecify.annotations.NullMarked;
