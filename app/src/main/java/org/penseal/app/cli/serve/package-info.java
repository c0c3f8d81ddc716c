// SPDX-License-Identifier: Apache-2.0
/** The commands of the services, and the small program that starts them without the others. */
@NullMarked
package org.penseal.app.cli.serve;

import org.jspecify.annotations.NullMarked;
