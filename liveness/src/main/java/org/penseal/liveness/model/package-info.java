// SPDX-License-Identifier: Apache-2.0
/** The model files, what is known of them, and which of them are asked. */
@NullMarked
package org.penseal.liveness.model;

import org.jspecify.annotations.NullMarked;
