// SPDX-License-Identifier: Apache-2.0
/**
 * The edge to the neural networks (OpenCV DNN): detector, mesh, eye state, embedder, passive check.
 */
@NullMarked
package org.penseal.liveness.vision;

import org.jspecify.annotations.NullMarked;
