// SPDX-License-Identifier: Apache-2.0
/** What serve.json says, read strictly. */
@NullMarked
package org.penseal.app.server.file;

import org.jspecify.annotations.NullMarked;
