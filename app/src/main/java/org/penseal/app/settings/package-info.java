// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.penseal.app.settings;

import org.jspecify.annotations.NullMarked;
