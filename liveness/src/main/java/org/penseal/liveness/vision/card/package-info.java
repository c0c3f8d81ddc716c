// SPDX-License-Identifier: Apache-2.0
/** ID cards in pictures: found, made flat and upright, measured. Edge: OpenCV. */
@NullMarked
package org.penseal.liveness.vision.card;

import org.jspecify.annotations.NullMarked;
