// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.nio.file.Path;
import java.util.List;
import org.penseal.app.guide.Navigator;

/** What can be done from the first page. On the JavaFX thread. */
public interface WorkbenchActions {
  /** Asks for files and opens them: one at once, several as a queue. */
  void chooseFiles();

  /** Asks for a folder and opens its PDFs. */
  void chooseFolder();

  /** Opens files and folders. */
  void take(List<Path> dropped);

  /** Opens the demo's document. */
  void openDemo();

  /** Goes back to the document that is open. */
  void goOn();

  /** Completes the cases that have a signature. */
  void complete();

  /** Verifies a signed file and shows its report. */
  void report(Path file);

  /** Opens a file or folder with the desktop's own program. */
  void open(Path file);

  /** Hands a file over, for somebody else. */
  void send(Path file, Navigator.Sending way);

  /** Prints a file. */
  void print(Path file, String printer);
}
