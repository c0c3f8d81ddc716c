// SPDX-License-Identifier: Apache-2.0
/** Reports on signatures over files as the command line and the services write them. */
@NullMarked
package org.penseal.app.verify.json;

import org.jspecify.annotations.NullMarked;
