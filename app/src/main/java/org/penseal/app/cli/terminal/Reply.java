// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.cli.terminal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.penseal.app.problem.Problem;
import org.penseal.app.text.Texts;
import org.penseal.app.text.Visible;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * How a command answers: results on standard output, as words or as one JSON document; progress and
 * errors on standard error.
 */
public final class Reply {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

  private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
  private final PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);

  @Option(names = "--json", description = "print one JSON document on standard output")
  public boolean json;

  @Option(
      names = "--lang",
      paramLabel = "zh|en",
      converter = OptionWords.Language.class,
      description = "language of the messages; default: the system's")
  public String language = systemLanguage();

  @Option(names = "--verbose", description = "show the technical cause of an error")
  public boolean verbose;

  /** The zone in which times are told. */
  public ZoneId zone = ZoneId.systemDefault();

  /** The language of the system, if there are texts in it. */
  public static String systemLanguage() {
    return Locale.getDefault().getLanguage().equals("zh") ? "zh" : "en";
  }

  /**
   * How a call is answered whose options may be what is wrong: they are looked up rather than
   * parsed.
   */
  public static Reply to(String... arguments) {
    Reply reply = new Reply();
    List<String> words = List.of(arguments);
    int language = words.indexOf("--lang");
    if (language >= 0 && language + 1 < words.size()) {
      reply.speak(words.get(language + 1));
    }
    for (String word : words) {
      if (word.startsWith("--lang=")) {
        reply.speak(word.substring("--lang=".length()));
      }
    }
    reply.verbose = words.contains("--verbose");
    return reply;
  }

  private void speak(String asked) {
    try {
      language = new OptionWords.Language().convert(asked);
    } catch (TypeConversionException e) {
      // That is what the answer is about; it is given in the system's language.
    }
  }

  public Texts texts() {
    return Texts.of(language, zone);
  }

  /**
   * A line of the result; nothing when JSON was asked for. It stays one line, whatever names stand
   * in it: what would steer a terminal is printed as an escape.
   */
  public void line(String text) {
    if (!json) {
      out.println(Visible.of(text));
    }
  }

  /** The same with line breaks that are our own. */
  public void block(String text) {
    text.lines().forEach(this::line);
  }

  /** The result as JSON; nothing when words were asked for. */
  public void json(Object value) throws IOException {
    if (json) {
      out.println(Visible.json(JSON.writeValueAsString(value)));
    }
  }

  /** Tells another program that the device at this path or address can be opened. */
  public void ready(String path) {
    out.println("ready " + Visible.of(path));
  }

  /** One sentence with a stable code, and what can be done. */
  public void problem(Problem problem) {
    Texts texts = texts();
    String detail = problem.text(texts);
    String title = problem.title(texts);
    String said = detail.isBlank() ? title : detail;
    progress("[" + problem.code() + "] " + said + " " + problem.commandRemedy(texts));
  }

  /**
   * Refuses a usage.
   *
   * @param said what is wrong with it: a sentence, or a fact of a {@link Problem}
   * @param command words that call the command after {@code penseal}; empty for none
   * @return the exit code
   */
  public int usage(Object said, String command) {
    return refused(said, ("penseal help " + command).strip());
  }

  /**
   * The same, of any program.
   *
   * @param help what to run for the usage
   */
  public int refused(Object said, String help) {
    problem(new Problem("usage", Problem.USAGE, List.of(said, help)));
    return Problem.USAGE;
  }

  /** The technical cause; a message in it stays one line, too. */
  public void trace(Throwable failure) {
    Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
    String cause = "";
    for (Throwable each = failure; each != null && told.add(each); each = each.getCause()) {
      progress(cause + each);
      for (StackTraceElement at : each.getStackTrace()) {
        progress("  at " + at);
      }
      cause = "Caused by: ";
    }
  }

  /** A line about what is going on; one line, as {@link #line}. */
  public void progress(String text) {
    err.println(Visible.of(text));
  }

  /** The same with line breaks that are our own. */
  public void progressBlock(String text) {
    text.lines().forEach(this::progress);
  }
}
