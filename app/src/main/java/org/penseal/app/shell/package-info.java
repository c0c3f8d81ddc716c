// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.penseal.app.shell;

import org.jspecify.annotations.NullMarked;
