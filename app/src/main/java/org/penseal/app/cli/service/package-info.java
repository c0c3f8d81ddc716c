// SPDX-License-Identifier: Apache-2.0
/** How the services that a command asks are reached. */
@NullMarked
package org.penseal.app.cli.service;

import org.jspecify.annotations.NullMarked;
