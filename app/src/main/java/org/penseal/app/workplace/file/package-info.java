// SPDX-License-Identifier: Apache-2.0
/** The workplace as it is written down: {@code workplace.json}. */
@NullMarked
package org.penseal.app.workplace.file;

import org.jspecify.annotations.NullMarked;
