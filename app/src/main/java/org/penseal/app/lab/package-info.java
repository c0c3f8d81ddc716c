// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.penseal.app.lab;

import org.jspecify.annotations.NullMarked;
