// SPDX-License-Identifier: Apache-2.0
/**
 * Runs while the product is built, never in it: makes an ONNX file of the second embedder's
 * published weights.
 */
@NullMarked
package org.penseal.liveness.convert;

import org.jspecify.annotations.NullMarked;
