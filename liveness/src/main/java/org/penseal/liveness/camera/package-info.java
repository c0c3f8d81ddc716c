// SPDX-License-Identifier: Apache-2.0
/**
 * The edge to pictures and cameras: stills, clips, devices. Here and in vision and puppet alone is
 * OpenCV imported.
 */
@NullMarked
package org.penseal.liveness.camera;

import org.jspecify.annotations.NullMarked;
