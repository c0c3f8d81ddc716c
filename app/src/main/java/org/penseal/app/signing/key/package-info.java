// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.penseal.app.signing.key;

import org.jspecify.annotations.NullMarked;
