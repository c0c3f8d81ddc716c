// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Opens files with the program that the system has for them, and knows whether there is one. */
public final class DesktopOpener implements FileQuestions.Opener {
  private static final int PATIENCE_S = 5;

  private final List<String> command;

  /**
   * @param command gets the file as its last argument
   */
  DesktopOpener(List<String> command) {
    this.command = List.copyOf(command);
  }

  /** That of this system. */
  public static DesktopOpener ofSystem() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return new DesktopOpener(
        system.contains("win")
            ? List.of("rundll32", "url.dll,FileProtocolHandler")
            : List.of(system.contains("mac") ? "open" : "xdg-open"));
  }

  @Override
  public void open(Path file) throws IOException, InterruptedException {
    List<String> whole = new java.util.ArrayList<>(command);
    whole.add(file.toAbsolutePath().toString());
    Process started =
        new ProcessBuilder(whole)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // What is still there after that shows the file itself.
    if (started.waitFor(PATIENCE_S, TimeUnit.SECONDS) && started.exitValue() != 0) {
      throw new IOException(command.getFirst() + " ended with " + started.exitValue());
    }
  }
}
