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
  /** The same with some points more on each side. */
  Region wider(double points) {
    return new Region(left - points, top - points, width + 2 * points, height + 2 * points);
  }
}
