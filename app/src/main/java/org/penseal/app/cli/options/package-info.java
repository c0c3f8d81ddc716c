// SPDX-License-Identifier: Apache-2.0
/**
 * Options that several commands have, each declared once: services and how they are trusted, keys,
 * the data folder.
 */
@NullMarked
package org.penseal.app.cli.options;

import org.jspecify.annotations.NullMarked;
