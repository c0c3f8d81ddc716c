// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.penseal.pad;

import org.jspecify.annotations.NullMarked;
