// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.penseal.pdf.attack.search.Seen.Box;
import org.penseal.pdf.attack.search.Seen.Picture;
import org.penseal.pdf.attack.search.Seen.Text;

/**
 * Programs that share nothing with ours show what they see: MuPDF and poppler, each with 5 s of
 * processor time and 1 GB for a command, and the viewers of browsers where they are installed. What
 * one of them refuses or dies of is no answer.
 */
final class Strangers implements AutoCloseable {
  /** Whoever judges. */
  enum Judge {
    MUPDF,
    POPPLER,
    PDFIUM,
    PDFJS;

    /** Those who are here: the viewers of browsers only where they are installed. */
    static List<Judge> present() {
      return Viewers.installed() ? List.of(values()) : List.of(MUPDF, POPPLER);
    }
  }

  private static final List<String> BOUNDS = List.of("prlimit", "--as=1073741824", "--cpu=5");
  // MuPDF goes on where a page paints a name that leads nowhere, as most drawn pages do, and ends
  // with 1. Where it gives up, it does not end its texts.
  private static final int NAMES_MISSING = 1;
  private static final String TEXTS_END = "</document>";
  private static final Pattern PAGE = Pattern.compile("<page |<char [^>]*>|<word [^>]*>[^<]*");
  private static final Pattern QUAD = Pattern.compile("quad=\"([^\"]*)\".* c=\"([^\"]*)\"");
  private static final Pattern WORD =
      Pattern.compile(
          "xMin=\"([^\"]*)\" yMin=\"([^\"]*)\" xMax=\"([^\"]*)\" yMax=\"([^\"]*)\">(.*)");

  private final Path folder;
  private final Viewers viewers = new Viewers();
  private long commands;

  Strangers(Path folder) {
    this.folder = folder;
  }

  long commands() {
    return commands;
  }

  /** What a judge shows; empty if it does not answer. */
  Optional<Seen> see(Judge judge, Path file) throws IOException, InterruptedException {
    clean();
    String name = file.toString();
    return switch (judge) {
      case MUPDF -> mupdf(name);
      case POPPLER -> poppler(name);
      case PDFIUM, PDFJS ->
          viewers.draw(judge, file, folder.resolve("O"))
              ? Optional.of(new Seen(pictures(), List.of(), ""))
              : Optional.empty();
    };
  }

  private Optional<Seen> mupdf(String file) throws IOException, InterruptedException {
    String pictures = folder.resolve("O-%d.pnm").toString();
    Path texts = folder.resolve("O.xml");
    int drawn =
        code("mutool", "draw", "-q", "-r", "72", "-A", "8", "-F", "pnm", "-o", pictures, file);
    int told = code("mutool", "draw", "-q", "-F", "stext", "-o", texts.toString(), file);
    if (drawn > NAMES_MISSING || told > NAMES_MISSING || !isWhole(texts) || !isWhole()) {
      return Optional.empty();
    }
    String opening = run("mutool", "show", file, "outline") ? output() : "no outline";
    return Optional.of(new Seen(pictures(), texts(texts), opening));
  }

  private Optional<Seen> poppler(String file) throws IOException, InterruptedException {
    Path texts = folder.resolve("O.html");
    if (!run("pdftoppm", "-r", "72", file, folder.resolve("O").toString())
        || !run("pdftotext", "-bbox-layout", file, texts.toString())
        || !run("pdfinfo", "-js", file)) {
      return Optional.empty();
    }
    return Optional.of(new Seen(pictures(), texts(texts), output()));
  }

  private boolean isWhole() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.noneMatch(f -> f.toString().endsWith(".pnm") && f.toFile().length() == 0);
    }
  }

  private static boolean isWhole(Path texts) throws IOException {
    return Files.exists(texts)
        && Files.readString(texts, StandardCharsets.ISO_8859_1).stripTrailing().endsWith(TEXTS_END);
  }

  private void clean() throws IOException {
    try (Stream<Path> old = Files.list(folder)) {
      for (Path each : old.filter(f -> f.getFileName().toString().startsWith("O")).toList()) {
        Files.delete(each);
      }
    }
  }

  private boolean run(String... words) throws IOException, InterruptedException {
    return code(words) == 0;
  }

  private int code(String... words) throws IOException, InterruptedException {
    commands++;
    List<String> all = new ArrayList<>(BOUNDS);
    all.addAll(Arrays.asList(words));
    Process process =
        new ProcessBuilder(all)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(folder.resolve("Output").toFile())
            .start();
    if (!process.waitFor(600, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return Integer.MAX_VALUE;
    }
    return process.exitValue();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("Output"), StandardCharsets.ISO_8859_1);
  }

  private List<Picture> pictures() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Picture> found = new ArrayList<>();
      for (Path each :
          files.filter(f -> f.toString().matches(".*O-\\d+\\.p[pnb]m")).sorted().toList()) {
        found.add(Picture.of(Files.readAllBytes(each)));
      }
      return found;
    }
  }

  private static List<Text> texts(Path file) throws IOException {
    List<Text> found = new ArrayList<>();
    int page = 0;
    Matcher matcher = PAGE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    while (matcher.find()) {
      String element = matcher.group();
      Matcher quad = QUAD.matcher(element);
      Matcher word = WORD.matcher(element);
      if (element.equals("<page ")) {
        page++;
      } else if (quad.find() && !quad.group(2).isBlank()) {
        double[] at =
            Arrays.stream(quad.group(1).split(" ")).mapToDouble(Double::parseDouble).toArray();
        found.add(new Text(page, quad.group(2), around(at)));
      } else if (word.find()) {
        double[] at = new double[4];
        for (int i = 0; i < 4; i++) {
          at[i] = Double.parseDouble(word.group(i + 1));
        }
        found.add(new Text(page, word.group(5), new Box(at[0], at[1], at[2], at[3])));
      }
    }
    return found;
  }

  private static Box around(double[] at) {
    double left = Math.min(Math.min(at[0], at[2]), Math.min(at[4], at[6]));
    double right = Math.max(Math.max(at[0], at[2]), Math.max(at[4], at[6]));
    double top = Math.min(Math.min(at[1], at[3]), Math.min(at[5], at[7]));
    double bottom = Math.max(Math.max(at[1], at[3]), Math.max(at[5], at[7]));
    return new Box(left, top, right, bottom);
  }

  @Override
  public void close() {
    viewers.close();
  }
}
