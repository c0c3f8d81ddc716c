// SPDX-License-Identifier: Apache-2.0
/** Where the signature is to stand: proposed by the program, moved and resized by a person. */
@NullMarked
package org.penseal.app.document.place;

import org.jspecify.annotations.NullMarked;
