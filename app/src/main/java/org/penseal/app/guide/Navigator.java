// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

/** How one step asks for another without knowing it. On the JavaFX thread only. */
public interface Navigator {
  /** Shows a step. */
  void go(Step step);

  /** Asks for a PDF and opens it. */
  void chooseDocument();

  /** Opens files and folders: one file at once, several as a queue. */
  void take(java.util.List<java.nio.file.Path> dropped);

  /** Begins the case with what document and place were chosen. */
  void beginCase();

  /** Ends the running case without a signature. */
  void cancelCase();

  /** Takes portrait and number from a picture of the card, for correction. */
  void readCardPicture(java.nio.file.Path picture);

  /** Begins with another document. */
  void startAnew();

  /** Tells the user of a failure. */
  void failed(Throwable failure);

  /** Opens a file or folder with the desktop's own program. */
  void open(java.nio.file.Path file);
}
