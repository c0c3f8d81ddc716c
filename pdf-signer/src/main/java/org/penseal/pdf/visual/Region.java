// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.visual;

/**
 * A rectangle on a page as it is displayed, that is after its rotation and inside its crop box.
 *
 * @param left points (1/72 inch) from the left edge
 * @param top points from the upper edge
 * @param width points
 * @param height points
 */
public record Region(double left, double top, double width, double height) {
  /** Whether another rectangle lies in this one, give or take some points. */
  boolean holds(Region other, double slackPoints) {
    return other.left >= left - slackPoints
        && other.top >= top - slackPoints
        && other.left + other.width <= left + width + slackPoints
        && other.top + other.height <= top + height + slackPoints;
  }
}
