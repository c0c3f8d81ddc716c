// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The viewers of browsers, PDFium and pdf.js, in one process of Node that draws file after file
 * ({@code src/test/npm/view.mjs}); only where their folder is named, since they are 84 MB that
 * nothing else needs.
 */
final class Viewers implements AutoCloseable {
  private static final String FOLDER = "penseal.attack.viewers";
  private static final long SECONDS = 60;

  private final ExecutorService waiting = Executors.newSingleThreadExecutor();
  private @Nullable Process process;
  private @Nullable BufferedReader answers;
  private @Nullable Writer questions;

  static boolean installed() {
    return System.getProperty(FOLDER) != null;
  }

  /** Draws a file; false if it does not answer, which ends the process. */
  boolean draw(Strangers.Judge viewer, Path file, Path prefix)
      throws IOException, InterruptedException {
    try {
      if (process == null || !process.isAlive()) {
        begin();
      }
      questions.write(viewer + "\t" + file + "\t" + prefix + "\n");
      questions.flush();
      String answer = waiting.submit(answers::readLine).get(SECONDS, TimeUnit.SECONDS);
      return answer != null && !answer.startsWith("none");
    } catch (IOException | ExecutionException | TimeoutException e) {
      end();
      return false;
    }
  }

  private void begin() throws IOException {
    process =
        new ProcessBuilder("node", "--max-old-space-size=1024", "view.mjs")
            .directory(Path.of(System.getProperty(FOLDER)).toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = process.outputWriter(StandardCharsets.UTF_8);
  }

  private void end() {
    if (process != null) {
      process.destroyForcibly();
      process = null;
    }
  }

  @Override
  public void close() {
    end();
    waiting.shutdownNow();
  }
}
