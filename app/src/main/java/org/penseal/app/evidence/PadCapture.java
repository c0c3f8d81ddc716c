// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.evidence;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The act on the pad, as the program saw it: in a manifest, what a statement of the device is
 * compared with.
 *
 * @param challenge what the device was given when the case began, hex
 * @param attemptsInterrupted of the discarded attempts those that a pad took with it when it was
 *     unplugged, of which the device that states knows nothing
 * @param picture the page on its screen; null for a pad that takes no pictures
 * @param pagesLeafed the pages of the document that were on its screen in all their parts, which
 *     the signer leafed through with the pen, in order, from 1; null where none were offered there,
 *     and in manifests of before
 */
public record PadCapture(
    String challenge,
    int attemptsInterrupted,
    @Nullable Picture picture,
    @Nullable List<Integer> pagesLeafed) {

  /**
   * The page that a pad showed, with what it takes to draw it again.
   *
   * @param sm3 digest of its pixels, as a statement has it
   * @param widthPx width of the screen
   * @param heightPx height of the screen
   * @param depth one-bit, rgb565 or rgb24
   * @param language of its words: zh or en
   * @param title title of the document, as it was shown
   * @param pages how many pages it said that the document has; 0 for data
   */
  public record Picture(
      String sm3,
      int widthPx,
      int heightPx,
      String depth,
      String language,
      String title,
      int pages) {}

  boolean isBounded() {
    return pagesLeafed == null || pagesLeafed.size() <= Manifest.MOST_PAGES_SEEN;
  }

  // Whoever wrote the manifest may have left anything out.
  boolean isWhole() {
    return challenge != null
        && (pagesLeafed == null || pagesLeafed.stream().allMatch(Objects::nonNull))
        && (picture == null
            || Stream.of(picture.sm3(), picture.depth(), picture.language(), picture.title())
                .allMatch(Objects::nonNull));
  }
}
