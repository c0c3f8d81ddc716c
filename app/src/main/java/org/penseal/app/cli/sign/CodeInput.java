// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.sign;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penseal.app.authority.CodeEntry;
import org.penseal.app.authority.DemoMessage;
import org.penseal.app.cli.terminal.Reply;
import org.penseal.app.workplace.Laboratory;
import org.penseal.identity.PhoneCode;
import org.penseal.refusal.FileException;
import org.penseal.refusal.SigningException;

/**
 * The one-time code on the command line: the lines of a file or of standard input ({@code -}), one
 * for each try; a terminal, where an empty line asks for another one; or {@code sim:}, the invented
 * message of the demo authority.
 */
final class CodeInput implements CodeEntry, AutoCloseable {
  private static final String STANDARD_INPUT = "-";
  private static final int LONGEST_LINE = 100;

  private final @Nullable String source;
  private final Reply reply;
  private @Nullable BufferedReader lines;
  private String announced = "";

  /**
   * @param source a file, {@code -} or {@code sim:}; null for the terminal, if there is one
   */
  CodeInput(@Nullable String source, Reply reply) {
    this.source = source;
    this.reply = reply;
  }

  @Override
  public Answer ask(PhoneCode sent, int triesLeft) throws SigningException {
    if (!announced.equals(sent.id())) {
      announced = sent.id();
      String message = sent.demoMessage();
      reply.progress(
          message == null
              ? reply.texts().get("code.sent")
              : reply.texts().get("code.demo", DemoMessage.words(sent, reply.texts())));
    }
    if (Laboratory.SIMULATED.equals(source)) {
      return simulated(sent, triesLeft);
    }
    if (source == null) {
      return onTerminal(triesLeft);
    }
    try {
      String line = reader().readLine();
      return line == null || line.length() > LONGEST_LINE
          ? new Answer.GivenUp()
          : new Answer.Code(line);
    } catch (IOException e) {
      throw new FileException.InputUnreadable(Path.of(source), "cannot be read", e);
    }
  }

  private static Answer simulated(PhoneCode sent, int triesLeft) {
    Optional<String> code = sent.demoCode();
    boolean first = triesLeft == sent.triesLeft();
    return code.isEmpty() || !first ? new Answer.GivenUp() : new Answer.Code(code.get());
  }

  private Answer onTerminal(int triesLeft) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return new Answer.GivenUp();
    }
    String line = console.readLine("%s ", reply.texts().get("code.prompt", triesLeft));
    if (line == null) {
      return new Answer.GivenUp();
    }
    return line.isBlank() ? new Answer.Again() : new Answer.Code(line);
  }

  private BufferedReader reader() throws IOException {
    BufferedReader open = lines;
    if (open == null) {
      open =
          STANDARD_INPUT.equals(source)
              ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
              : Files.newBufferedReader(Path.of(String.valueOf(source)));
      lines = open;
    }
    return open;
  }

  @Override
  public void tooSoon(Duration left) {
    reply.progress(reply.texts().get("code.too-soon", left.toSeconds()));
  }

  @Override
  public void close() throws IOException {
    if (lines != null && !STANDARD_INPUT.equals(source)) {
      lines.close();
    }
  }
}
