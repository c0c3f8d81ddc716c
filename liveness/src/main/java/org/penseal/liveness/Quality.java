// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

/**
 * How good the picture of a face is.
 *
 * @param eyeDistancePx between the middles of the eyes, pixels
 * @param sharpness variance of the Laplacian over the grey face scaled to 112 x 112; a clear
 *     portrait has some hundreds, a blurred one below 50
 * @param brightness mean grey of the face, 0 to 1
 * @param contrast standard deviation of the grey of the face, 0 to 0.5
 * @param inside share of the face's points that lie within the picture, 0 to 1
 * @param eyeShade grey of the eyes with their lids by that of the cheeks; about 0.8, behind dark
 *     glasses or under a hand far from it
 */
public record Quality(
    double eyeDistancePx,
    double sharpness,
    double brightness,
    double contrast,
    double inside,
    double eyeShade) {}
