// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

/**
 * Two faces compared.
 *
 * @param similarity cosine, -1 to 1
 * @param threshold at or above it the two count as one person
 * @param match whether they do
 * @param first quality of the first face
 * @param second quality of the second face
 */
public record FaceMatch(
    double similarity, double threshold, boolean match, Quality first, Quality second) {}
