// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.penseal.app.problem;

import org.jspecify.annotations.NullMarked;
