// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.penseal.app.signing.steps;

import org.jspecify.annotations.NullMarked;
