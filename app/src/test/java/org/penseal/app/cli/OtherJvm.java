// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM with options of its own that runs one command after the other, each as {@link
 * CommandLineRun} does: what is tested is not that it starts. The owner closes it, which ends it.
 */
final class OtherJvm implements AutoCloseable {
  private final Process process;
  private final DataOutputStream commands;
  private final DataInputStream answers;

  private OtherJvm(Process process) {
    this.process = process;
    this.commands = new DataOutputStream(process.getOutputStream());
    this.answers = new DataInputStream(process.getInputStream());
  }

  static OtherJvm start(Path log, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
    command.add(OtherJvm.class.getName());
    return new OtherJvm(new ProcessBuilder(command).redirectError(log.toFile()).start());
  }

  CommandLineRun run(List<?> words) throws IOException {
    commands.writeInt(words.size());
    for (Object word : words) {
      write(commands, word.toString());
    }
    commands.flush();
    return new CommandLineRun(answers.readInt(), read(answers), read(answers));
  }

  // Longer than writeUTF takes.
  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String read(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] arguments) throws IOException {
    DataInputStream commands = new DataInputStream(System.in);
    DataOutputStream answers = new DataOutputStream(System.out);
    while (true) {
      List<String> words = new ArrayList<>();
      try {
        for (int left = commands.readInt(); left > 0; left--) {
          words.add(read(commands));
        }
      } catch (EOFException e) {
        System.exit(0);
      }
      CommandLineRun run = CommandLineRun.of(words.toArray());
      answers.writeInt(run.exit());
      write(answers, run.out());
      write(answers, run.err());
      answers.flush();
    }
  }
}
