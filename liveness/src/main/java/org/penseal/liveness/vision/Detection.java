// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import org.penseal.liveness.Box;

/**
 * One face found.
 *
 * @param box pixels
 * @param score 0 to 1
 * @param eyeLine angle from the image-left to the image-right eye, radians, clockwise
 */
record Detection(Box box, double score, double eyeLine) {}
