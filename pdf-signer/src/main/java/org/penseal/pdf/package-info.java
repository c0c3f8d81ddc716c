// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.penseal.pdf;

import org.jspecify.annotations.NullMarked;
