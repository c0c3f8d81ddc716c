// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one step asks for another without knowing it. On the JavaFX thread only. */
public interface Navigator {
  /** Shows a step. */
  void go(Step step);

  /** Asks for a PDF and opens it. */
  void chooseDocument();

  /** Opens files and folders: one file at once, several as a queue. */
  void take(List<Path> dropped);

  /** Begins the case with what document and place were chosen. */
  void beginCase();

  /** Ends the running case without a signature. */
  void cancelCase();

  /** Takes portrait and number from a picture of the card, for correction. */
  void readCardPicture(Path picture);

  /** Begins with another document. */
  void startAnew();

  /** Tells the user of a failure. */
  void failed(Throwable failure);

  /**
   * Prints a PDF; one that is locked is asked for its password.
   *
   * @param password what is known to open it, or null
   * @param printer its name
   */
  void print(Path file, @Nullable String password, String printer);

  /** Opens a file or folder with the desktop's own program. */
  void open(Path file);

  /** Hands a file over, for somebody else. */
  void send(Path file, Sending way);

  /** How a file is handed over. */
  enum Sending {
    /** In a new mail. */
    MAIL,
    /** On the clipboard, to be pasted wherever files go. */
    CLIPBOARD
  }
}
