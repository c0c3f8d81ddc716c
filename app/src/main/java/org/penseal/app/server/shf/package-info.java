// SPDX-License-Identifier: Apache-2.0
/** Operations under the names of GM/T 0136-2024: translates, and lets the operations work. */
@NullMarked
package org.penseal.app.server.shf;

import org.jspecify.annotations.NullMarked;
