// SPDX-License-Identifier: Apache-2.0
/** Reads printed ID numbers. Edge: Tesseract. */
@NullMarked
package org.penseal.identity.ocr;

import org.jspecify.annotations.NullMarked;
