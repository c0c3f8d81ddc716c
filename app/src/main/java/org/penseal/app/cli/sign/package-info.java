// SPDX-License-Identifier: Apache-2.0
@NullMarked
package org.penseal.app.cli.sign;

import org.jspecify.annotations.NullMarked;
