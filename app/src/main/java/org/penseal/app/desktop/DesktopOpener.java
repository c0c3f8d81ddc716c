// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.desktop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Gives files to the programs that the system has for them, and knows whether there is one. */
public final class DesktopOpener implements FileQuestions.Opener {
  private static final int PATIENCE_S = 5;

  private final List<String> command;
  private final List<String> mail;

  /**
   * @param command opens the file that it gets as its last argument
   * @param mail begins a mail with it
   */
  DesktopOpener(List<String> command, List<String> mail) {
    this.command = List.copyOf(command);
    this.mail = List.copyOf(mail);
  }

  /** Whether this system has a command that begins a mail with a file. */
  static boolean mails() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
  }

  /** That of this system. */
  public static DesktopOpener ofSystem() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return new DesktopOpener(
        system.contains("win")
            ? List.of("rundll32", "url.dll,FileProtocolHandler")
            : List.of(system.contains("mac") ? "open" : "xdg-open"),
        List.of("xdg-email", "--attach"));
  }

  @Override
  public void open(Path file) throws IOException, InterruptedException {
    give(file, command);
  }

  @Override
  public void send(Path file) throws IOException, InterruptedException {
    give(file, mail);
  }

  private static void give(Path file, List<String> command)
      throws IOException, InterruptedException {
    List<String> whole = new ArrayList<>(command);
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
