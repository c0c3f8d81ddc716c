// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

/** Point numbers of the face mesh by part; left and right are the person's own. */
final class Regions {
  private Regions() {}

  /** Outline of the face, clockwise in the picture from the top of the forehead. */
  static final int[] OVAL = {
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
  };

  /** Edge of the upper lids; each stands above the point of {@link #LOWER_LIDS} of its place. */
  static final int[] UPPER_LIDS = {
    246, 161, 160, 159, 158, 157, 173, 466, 388, 387, 386, 385, 384, 398
  };

  static final int[] LOWER_LIDS = {
    7, 163, 144, 145, 153, 154, 155, 249, 390, 373, 374, 380, 381, 382
  };

  /** The next row above the upper lids: the fold. */
  static final int[] FOLDS = {247, 30, 29, 27, 28, 56, 190, 467, 260, 259, 257, 258, 286, 414};

  /** The next row below the lower lids. */
  static final int[] BAGS = {25, 110, 24, 23, 22, 26, 112, 255, 339, 254, 253, 252, 256, 341};

  /** Corners of both eyes. */
  static final int[] EYE_CORNERS = {33, 133, 362, 263};

  /** Inner edge of the upper lip, corners included. */
  static final int[] UPPER_INNER = {78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308};

  /** Inner edge of the lower lip, without corners. */
  static final int[] LOWER_INNER = {95, 88, 178, 87, 14, 317, 402, 318, 324};

  /** The lower lip outside its inner edge, three rows. */
  static final int[] LOWER_LIP = {
    96, 89, 179, 86, 15, 316, 403, 319, 325, //
    77, 90, 180, 85, 16, 315, 404, 320, 307, //
    146, 91, 181, 84, 17, 314, 405, 321, 375
  };
}
