// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.penseal.app.cli.terminal;

import org.jspecify.annotations.NullMarked;
