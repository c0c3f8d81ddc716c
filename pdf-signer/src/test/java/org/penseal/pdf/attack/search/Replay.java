// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penseal.pdf.SigningBench;

/**
 * Makes kept documents again, verifies them and has them judged; a program of its own, so that an
 * old rule can be put back for it ({@link Mutant#run}).
 */
final class Replay {
  private Replay() {}

  /**
   * One answer.
   *
   * @param name of the document's file, without its ending
   * @param verdict of the file, or {@code REFUSED}
   * @param seen what a judge sees that must not be; empty for nothing, and if nobody was asked
   * @param told signatures, reasons and changes, as the verdict names them
   */
  record Answer(String name, String verdict, String seen, String told) {
    private static final Pattern FIRST = Pattern.compile("\\[([a-z0-9-]+)");

    /** The first code of what is told; empty if there is none. */
    String reason() {
      Matcher first = FIRST.matcher(told);
      return first.find() ? first.group(1) : "";
    }

    private static Answer of(String line) {
      String[] parts = line.split("\t", -1);
      return new Answer(parts[1], parts[2], parts[3], parts[4]);
    }

    private String line() {
      return String.join("\t", "answer", name, verdict, seen, told);
    }

    /** The answers among what a program printed. */
    static List<Answer> in(String output) {
      return output.lines().filter(each -> each.startsWith("answer\t")).map(Answer::of).toList();
    }
  }

  /** {@code FOLDER FILE…}: a line for each file, which is made in the folder. */
  public static void main(String[] arguments) throws Exception {
    List<Path> files = new ArrayList<>();
    for (String each : List.of(arguments).subList(1, arguments.length)) {
      files.add(Path.of(each));
    }
    of(Path.of(arguments[0]), files).forEach(each -> System.out.println(each.line()));
  }

  /** Answers in the order of the files. */
  static List<Answer> of(Path folder, List<Path> files) throws Exception {
    SigningBench.registerProvider();
    List<Answer> answers = new ArrayList<>();
    try (Keys keys = new Keys(folder);
        Trial trial = new Trial(keys, folder)) {
      for (Path each : files) {
        Trial.Outcome outcome = trial.of(Drawn.read(Files.readString(each)));
        answers.add(
            new Answer(
                each.getFileName().toString().replace(".txt", ""),
                outcome.verdict() == null ? "REFUSED" : outcome.verdict().name(),
                outcome.fault(),
                trial.told().replaceAll("\\s+", " ")));
      }
    }
    return answers;
  }
}
