// SPDX-License-Identifier: Apache-2.0
/** The archive's database as a file: how it is opened, brought forward and copied. */
@NullMarked
package org.penseal.app.store.database;

import org.jspecify.annotations.NullMarked;
