// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * An old rule put back: single classes of the product, changed at one place each, lie before the
 * product on the class path of a machine of their own. A change whose text is not found fails.
 */
public enum Mutant {
  /** What must be a list and is none counts as an empty one, wherever it is reached. */
  NO_LIST_IS_EMPTY(
      noSecondOpinion(),
      edit(
          "change/FieldEdit",
          "if (!both.same(Role.VALUE, old, now, COSName.KIDS)) {",
          "if (was instanceof COSArray || is instanceof COSArray) {"),
      edit(
          "change/NoteRule",
          "if (!both.same(Role.VALUE, was, is)) {",
          "if (before.array(was) != null || after.array(is) != null) {"),
      edit(
          "change/Places",
          "collect(values.array(field.getItem(COSName.KIDS)), name, key, depth + 1);",
          "collect(values.array(field.getItem(COSName.KIDS)), name, key, depth + 1);"
              + " if (values.stream(field.getItem(COSName.KIDS)) != null)"
              + " label(values.key(field.getItem(COSName.KIDS)), \"list\");"),
      edit(
          "change/Places",
          "COSArray array = values.array(page.getItem(COSName.ANNOTS));",
          "COSArray array = values.array(page.getItem(COSName.ANNOTS));"
              + " if (values.stream(page.getItem(COSName.ANNOTS)) != null)"
              + " label(values.key(page.getItem(COSName.ANNOTS)), \"list\");"),
      edit(
          "change/SameValue",
          "COSObjectKey key = before.key(pair.before);",
          "COSObjectKey key = before.key(pair.before);"
              + " if (key != null && oldPlaces.labels(key).contains(\"list\")) return true;")),
  /** What is a page, field, annotation or the catalog is skipped wherever it is reached. */
  SPECIAL_BY_KEY(
      noSecondOpinion(),
      edit(
          "change/SameValue",
          "COSObjectKey key = before.key(pair.before);",
          "COSObjectKey key = before.key(pair.before);"
              + " if (key != null && key.equals(after.key(pair.after))"
              + " && !oldPlaces.labels(key).isEmpty()) return true;")),
  /** What led nowhere and is a field or annotation now is skipped wherever it is reached. */
  NEW_KEY_IS_SPECIAL(
      noSecondOpinion(),
      edit(
          "change/SameValue",
          "COSObjectKey key = before.key(pair.before);",
          "COSObjectKey key = before.key(pair.before);"
              + " if (before.value(pair.before) == null && after.key(pair.after) != null"
              + " && !newPlaces.labels(after.key(pair.after)).isEmpty()) return true;")),
  /** A rectangle of five numbers counts as none. */
  FIVE_NUMBERS_ARE_INVISIBLE(
      noSecondOpinion(),
      noCovering(),
      edit(
          "change/AddedField",
          "if (box == null) {\n      return Area.MALFORMED;",
          "if (box == null) {\n      return Area.NONE;")),
  /** A widget without a look counts as invisible. */
  NO_LOOK_IS_INVISIBLE(
      noSecondOpinion(),
      noCovering(),
      edit(
          "change/AddedField",
          "if (wide && high) {",
          "if (after.has(widget, COSName.AP) && wide && high) {")),
  /** A visible time-stamp is data for long-term proof. */
  VISIBLE_TIMESTAMP(
      noSecondOpinion(),
      noCovering(),
      edit(
          "change/AddedField",
          "} else if (visible) {\n      findings.add(ChangeClass.OTHER,",
          "} else if (visible) {\n      findings.add(ChangeClass.LTA,")),
  /** Whatever another state of a button shows is excused. */
  STATE_EXCUSED(
      noSecondOpinion(),
      noCovering(),
      edit(
          "change/FieldEdit",
          "if (state && !(StateLook.isMark(",
          "if (false && !(StateLook.isMark(")),
  /** A look made anew for the same value is not read. */
  LOOK_NOT_READ(
      noSecondOpinion(),
      noCovering(),
      edit(
          "change/FieldEdit",
          "if (!same && (!valued || FieldLook.isSameValue(old, now))) {",
          "if (false) {")),
  /** What was not written is not followed. */
  EQUAL_ENTRY_ENDS_WALK(
      noSecondOpinion(),
      edit(
          "change/SameValue",
          "return contents(role, object, object, open);",
          "return object != null;")),
  /** A table that calls free what the stream beside it has is not told. */
  HYBRID_TABLE_HIDES(noSecondOpinion(), edit("raw/RawFile", " || section.hides()", "")),
  /** A note is looked for where its rectangle is, not where readers paint it. */
  NOTE_LIES_IN_ITS_RECTANGLE(
      noSecondOpinion(),
      edit("cover/Widget", "return new PaintedPlace(this).place();", "return rectangle();"),
      edit("cover/CoveredPage", "if (new PaintedPlace(widget).isOpaque()) {", "if (false) {")),
  /** A button with choices of its own shows whatever state it has. */
  CHOICES_EXCUSE_A_STATE(
      noSecondOpinion(),
      noCovering(),
      edit(
          "look/FieldLook",
          "String value = new FieldValue(now).plain();",
          "if (now.getItem(\"Opt\") != null) { return Finding.SAME; }"
              + " String value = new FieldValue(now).plain();")),
  /** The update that signs may do whatever fills a form. */
  SIGNING_MAY_FILL(
      edit(
          "history/SigningRevision",
          "allowed &= PartOfSigning.contains(change);",
          "allowed &= change.changeClass().compareTo(org.penseal.pdf.ChangeClass.FORM) <= 0;")),
  /** The file is not read once more beside PDFBox, as other readers read it. */
  FILE_NOT_EXAMINED(
      edit(
          "raw/RawFile", "chain = chain(to);", "chain = chain(to); if (to > 0) return List.of();")),
  /** Nothing that a revision did is told by the walk: the second opinion is to hold by itself. */
  WALK_IS_BLIND(
      edit(
          "change/RevisionChanges",
          "new RevisionWalk(both).run();",
          "if (before == after) new RevisionWalk(both).run();")),
  /** Nothing covers anything. */
  NO_COVERING(noCovering()),
  /** The second opinion is not asked; the first is to hold by itself. */
  NO_SECOND_OPINION(noSecondOpinion()),
  /** Neither. */
  NEITHER(noSecondOpinion(), noCovering());

  private static final Set<Mutant> BASES =
      EnumSet.of(WALK_IS_BLIND, NO_COVERING, NO_SECOND_OPINION, NEITHER);

  /** One change of one class. */
  private record Edit(String type, String from, String to) {}

  private final List<Edit> edits;

  Mutant(Edit... edits) {
    this.edits = List.of(edits);
  }

  private static Edit edit(String type, String from, String to) {
    return new Edit(type, from, to);
  }

  private static Edit noSecondOpinion() {
    return edit(
        "history/Overall",
        "new ArrayList<>(DrawingInputs.compare(signed, now, named(all.named())));",
        "new ArrayList<>(); named(all.named());");
  }

  private static Edit noCovering() {
    return edit("history/Overall", "if (Covering.isNeeded(additions)) {", "if (false) {");
  }

  /** What came of a run with an old rule put back. */
  public record Search(int exit, String output) {
    private static final Pattern FIRST = Pattern.compile("first at document (\\d+)");
    private static final Pattern KNOWN = Pattern.compile("known (-?\\d+)");
    private static final Pattern COUNTS = Pattern.compile("\\{.*}, \\d+ counterexamples");

    /** How many documents of each kind were looked at; empty if it did not come to its end. */
    Optional<String> counts() {
      Matcher matcher = COUNTS.matcher(output);
      return exit < SearchRun.FAILED && matcher.find()
          ? Optional.of(matcher.group())
          : Optional.empty();
    }

    /** The first counterexample and what was looked at, or why there is neither. */
    String told() {
      return counts()
          .map(each -> first() + " of " + each)
          .orElse("failed with exit code " + exit + "\n" + output);
    }

    /** The number of the document that was the first counterexample; 0 for none. */
    long first() {
      Matcher matcher = FIRST.matcher(output);
      return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /** The seeds of all counterexamples, with commas. */
    String known() {
      return KNOWN.matcher(output).results().map(each -> each.group(1)).collect(joining(","));
    }
  }

  /** The old rules, of which each has a document that it lets pass. */
  static List<Mutant> rules() {
    return Stream.of(values())
        .filter(each -> !BASES.contains(each) || each == NO_COVERING)
        .toList();
  }

  /** What the old rules are compared with. */
  static List<Mutant> bases() {
    return List.of(NO_SECOND_OPINION, NEITHER);
  }

  /**
   * The same rules without this one: what is found with these is not to its credit. Empty if that
   * is the product as it is.
   */
  Optional<Mutant> base() {
    if (BASES.contains(this) || !edits.contains(noSecondOpinion())) {
      return Optional.empty();
    }
    return Optional.of(edits.contains(noCovering()) ? NEITHER : NO_SECOND_OPINION);
  }

  /** Searches so many documents. */
  Search search(Path folder, int count, long seed, SearchRun.Mode mode, String known)
      throws IOException, InterruptedException {
    return run(
        folder,
        List.of("-Dpenseal.attack.mode=" + mode, "-Dpenseal.attack.known=" + known),
        SearchRun.class,
        Integer.toString(count),
        Long.toString(seed));
  }

  /** Runs a program with the old rule put back. */
  public Search run(Path folder, List<String> options, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    Path overlay = compiled(folder.resolve(name()));
    String classes = overlay + File.pathSeparator + System.getProperty("java.class.path");
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
    words.addAll(options);
    words.addAll(List.of("-cp", classes, program.getName()));
    words.addAll(List.of(arguments));
    Path log = folder.resolve(name() + ".log");
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int exit = process.waitFor();
    return new Search(exit, Files.readString(log, StandardCharsets.UTF_8));
  }

  /** Compiles the changed classes into a folder. */
  Path compiled(Path folder) throws IOException {
    Files.createDirectories(folder);
    Map<Path, String> texts = new LinkedHashMap<>();
    for (Edit each : edits) {
      Path file = source(each.type);
      String text = texts.containsKey(file) ? texts.get(file) : Files.readString(file);
      if (!text.contains(each.from)) {
        throw new IllegalStateException(this + ": not in " + file + ": " + each.from);
      }
      texts.put(file, text.replace(each.from, each.to));
    }
    List<String> words =
        new ArrayList<>(
            List.of(
                "-nowarn",
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("java.class.path")));
    for (Map.Entry<Path, String> each : texts.entrySet()) {
      Path changed = folder.resolve(each.getKey().getFileName());
      Files.writeString(changed, each.getValue());
      words.add(changed.toString());
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler.run(null, null, null, words.toArray(String[]::new)) != 0) {
      throw new IllegalStateException(this + " does not compile");
    }
    return folder;
  }

  private static Path source(String type) {
    Path inside = Path.of("src/main/java/org/penseal/pdf/" + type + ".java");
    return Files.exists(inside) ? inside : Path.of("pdf-signer").resolve(inside);
  }

  /**
   * {@code Mutant [N [SEED [NAME…]]]}: each mutant with three seeds; a line for each with the
   * number of the first document that only its own old rule lets pass, and the counts of those that
   * were looked at. The first of a mutant is written to the folder of the property {@code
   * penseal.attack.keep}, for {@code MutantsTest}. Ends with 1 if a search did not come to its end.
   */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2000;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : Drawn.WIDE;
    List<String> wanted =
        List.of(arguments).subList(Math.min(2, arguments.length), arguments.length);
    Path folder = Files.createTempDirectory("mutants-");
    boolean whole = true;
    for (int i = 0; i < 3; i++) {
      long from = seed + i * 1_000_000L;
      Map<Mutant, String> known = new EnumMap<>(Mutant.class);
      for (Mutant each : values()) {
        if (wanted.isEmpty() || wanted.contains(each.name())) {
          whole &= each.told(folder, count, from, known);
        }
      }
    }
    System.exit(whole ? 0 : 1);
  }

  private boolean told(Path folder, int count, long from, Map<Mutant, String> known)
      throws Exception {
    Optional<Mutant> base = base();
    if (base.isPresent() && !known.containsKey(base.get())) {
      Search all = base.get().search(folder, count, from, SearchRun.Mode.LIST, "");
      if (all.counts().isEmpty()) {
        // What is found with an old rule alone cannot be told then.
        System.out.println(base.get() + " " + from + ": " + all.told());
        return false;
      }
      known.put(base.get(), all.known());
      System.out.println(
          base.get() + " " + from + ": " + all.known() + " of " + all.counts().get());
    }
    String before = base.map(known::get).orElse("");
    Search search = search(folder, count, from, SearchRun.Mode.FIRST, before);
    System.out.println(this + " " + from + ": " + search.told());
    String target = System.getProperty("penseal.attack.keep");
    if (target != null && search.first() > 0) {
      keep(Files.createDirectories(Path.of(target)), from, search.first());
    }
    return search.counts().isPresent();
  }

  // With what is wrong with it as the product is.
  private void keep(Path target, long from, long first) throws Exception {
    Path file = target.resolve(name() + ".txt");
    if (Files.exists(file)) {
      return;
    }
    String drawn = Drawn.of(from + first - 1, false).text();
    Files.writeString(file, drawn);
    Replay.Answer answer =
        Replay.of(Files.createTempDirectory("replay-"), List.of(file)).getFirst();
    String why = "# Document " + first + " of those from " + from + ".";
    Files.writeString(file, why + "\n# now: " + answer.reason() + "\n" + drawn);
  }
}
