// SPDX-License-Identifier: Apache-2.0
/**
 * What a signer sees on the pad, drawn the same on every machine, so that a verifier can draw it
 * again.
 */
@NullMarked
package org.penseal.app.screen;

import org.jspecify.annotations.NullMarked;
