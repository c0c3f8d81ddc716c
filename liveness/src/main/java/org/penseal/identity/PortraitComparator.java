// SPDX-License-Identifier: Apache-2.0
package org.penseal.identity;

import java.util.OptionalDouble;

/** Compares two pictures of faces; the application hands in one that uses the face models. */
@FunctionalInterface
public interface PortraitComparator {
  /**
   * Cosine similarity, -1 to 1, or empty when no face can be found or a picture is too poor. Called
   * by several threads at once.
   *
   * @param first encoded picture (JPEG or PNG)
   * @param second encoded picture (JPEG or PNG)
   */
  OptionalDouble similarity(byte[] first, byte[] second);
}
