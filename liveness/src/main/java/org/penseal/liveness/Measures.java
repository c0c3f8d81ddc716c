// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one frame gave to the rules.
 *
 * @param at time of the frame since the first
 * @param faces how many faces the detector saw
 * @param face the one face, or null when there was none or more than one
 * @param quality of the picture of that face, or null without one
 * @param embedding of that face, or null where it was not computed (not every frame is)
 * @param passive the passive model's probability that the face is live, or NaN where not computed
 * @param cues what the frame says of its origin
 */
public record Measures(
    Duration at,
    int faces,
    @Nullable Face face,
    @Nullable Quality quality,
    @Nullable Embedding embedding,
    double passive,
    Cues cues) {}
