// SPDX-License-Identifier: Apache-2.0
/** The commands on keys that a CA certifies: asking for certificates and taking them. */
@NullMarked
package org.penseal.app.cli.keys;

import org.jspecify.annotations.NullMarked;
