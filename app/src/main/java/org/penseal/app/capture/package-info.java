// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.penseal.app.capture;

import org.jspecify.annotations.NullMarked;
