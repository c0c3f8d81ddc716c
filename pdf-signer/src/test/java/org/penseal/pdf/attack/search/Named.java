// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.ChangeClass;
import org.penseal.pdf.Changes;
import org.penseal.pdf.Report;
import org.penseal.pdf.attack.search.Seen.Box;

/**
 * Where a report says that something was added: the rectangles of the annotations that its changes
 * name, before and after, on the pages that they name.
 */
final class Named {
  private static final double LINE = 2;
  private static final double REACH = 10;
  // A sharp corner of a line that is broad as lines are.
  private static final double CORNER = 5;
  // The symbol of a note without a look, which viewers draw in a size of their own.
  private static final double SYMBOL = 32;
  private static final Set<String> LETTERS = Set.of("field-filled", "signature-added");
  private static final Box NOWHERE = new Box(0, 0, 0, 0);
  private static final List<String> OUTLINES =
      List.of("InkList", "QuadPoints", "L", "Vertices", "CL");
  private static final Pattern LAST_NUMBER = Pattern.compile("([0-9.]+)\\D*$");
  private static final double ICON = 24;
  private static final Pattern PAINTED = Pattern.compile("/(\\w+) Do\\b");
  private static final Pattern WORD = Pattern.compile("\\((?:a=)?(K[a-z]{3})\\)");

  private final Map<Integer, List<Box>> boxes = new HashMap<>();
  private final Map<Integer, List<Box>> remade = new HashMap<>();
  private final Map<Integer, List<Box>> lettersAt = new HashMap<>();
  private final Set<String> words = new HashSet<>();
  private final Set<Integer> filled = new HashSet<>();
  private final Set<Integer> looked = new HashSet<>();
  private final boolean turned;
  private final Seen seen;

  private Named(boolean turned, Seen seen) {
    this.turned = turned;
    this.seen = seen;
  }

  /** By the report of the first signature, on the pages as somebody sees them. */
  static Named of(Report.Signed signed, Drawn drawn, Seen seen) {
    List<Map<Integer, Value>> states = new ArrayList<>();
    for (int i = 0; i < drawn.layers().size(); i++) {
      states.add(drawn.objects(i));
    }
    boolean turned =
        states.stream()
            .flatMap(state -> state.values().stream())
            .anyMatch(
                each -> each.dictionaryOf() != null && each.dictionaryOf().get("Rotate") != null);
    Named named = new Named(turned, seen);
    List<Changes.Change> all =
        signed.changes().steps().stream().flatMap(each -> each.changes().stream()).toList();
    for (Map<Integer, Value> before : states.subList(0, states.size() - 1)) {
      before.forEach(
          (number, each) -> {
            if (each.dictionaryOf() != null && each.dictionaryOf().get("AP") != null) {
              named.looked.add(number);
            }
          });
    }
    for (Changes.Change change : all) {
      if (change.code().equals("field-filled")) {
        named.filled.addAll(numbers(change));
      }
    }
    for (Changes.Change change : all) {
      for (Map<Integer, Value> state : states) {
        named.add(change, state);
      }
    }
    return named;
  }

  // Data for long-term proof is nothing that is seen.
  private void add(Changes.Change change, Map<Integer, Value> state) {
    if (change.changeClass() == ChangeClass.LTA) {
      return;
    }
    boolean all = change.code().equals("appearances-left-to-readers");
    List<Integer> numbers = all ? List.copyOf(state.keySet()) : numbers(change);
    for (int number : numbers) {
      Value value = state.get(number);
      boolean removed = change.code().equals("annotation-removed");
      if (value instanceof Value.Dictionary annotation
          && (annotation.get("Rect") != null || removed)) {
        words(annotation, state, removed);
        // Readers count pages differently where one is missing; what is gone is named on each.
        boolean any = removed || change.pages().isEmpty();
        for (int page : any ? List.of(1, 2, 3, 4, 5) : shown(change)) {
          Box box = box(annotation, state);
          if (removed && box.equals(NOWHERE)) {
            box = page(page); // MuPDF has a place of its own for a note without a rectangle
          }
          // Poppler's icons stay upright on a page that is turned, beside their rectangle.
          boolean icon = turned && isKind(annotation, "/Text");
          double beside =
              icon
                  ? Math.max(ICON, Math.max(box.right() - box.left(), box.bottom() - box.top()))
                  : 0;
          boxes
              .computeIfAbsent(page, none -> new ArrayList<>())
              .addAll(List.of(box.grown(beside), outline(annotation, state)));
          if (LETTERS.contains(change.code())) {
            lettersAt.computeIfAbsent(page, none -> new ArrayList<>()).add(box);
          }
          // Whose value was told to be another shows another, also when its look is made once more,
          // and where there was no look the letters are the page's own.
          if (change.code().equals("field-look-changed")
              && !filled.contains(number)
              && looked.contains(number)) {
            remade.computeIfAbsent(page, none -> new ArrayList<>()).add(box);
          }
        }
      }
    }
  }

  private static List<Integer> numbers(Changes.Change change) {
    return change.objects().stream().map(each -> Integer.parseInt(each.split(" ")[0])).toList();
  }

  private void words(Value annotation, Map<Integer, Value> state, boolean removed) {
    Set<Integer> seen = new HashSet<>();
    List<Value> open = new ArrayList<>(List.of(annotation));
    while (!open.isEmpty()) {
      Value next = open.removeLast();
      Matcher matcher = WORD.matcher(next.text());
      while (matcher.find()) {
        words.add(matcher.group(1));
      }
      Value.Dictionary dictionary = next.dictionaryOf();
      for (int number :
          dictionary == null
              ? List.<Integer>of()
              : dictionary.without("P").without("Parent").references()) {
        if (state.containsKey(number) && seen.add(number)) {
          open.add(state.get(number));
        }
      }
      if (removed) {
        painted(next, state).filter(seen::add).map(state::get).forEach(open::add);
      }
    }
  }

  // poppler takes what a look does not have from the page's resources, and it goes with the note.
  private static Stream<Integer> painted(Value look, Map<Integer, Value> state) {
    return PAINTED
        .matcher(look.text())
        .results()
        .flatMap(
            name ->
                state.values().stream()
                    .map(Value::dictionaryOf)
                    .filter(Objects::nonNull)
                    .map(each -> each.get(name.group(1))))
        .filter(Value.Reference.class::isInstance)
        .map(each -> ((Value.Reference) each).number())
        .filter(state::containsKey);
  }

  // poppler shows the last page again where /Count promises more of them.
  private Set<Integer> shown(Changes.Change change) {
    Set<Integer> pages = new HashSet<>(change.pages());
    for (int page : change.pages()) {
      for (int other = page + 1; other <= seen.pages().size(); other++) {
        if (Arrays.equals(seen.pages().get(page - 1).rgb(), seen.pages().get(other - 1).rgb())) {
          pages.add(other);
        }
      }
    }
    return pages;
  }

  private static Box box(Value.Dictionary annotation, Map<Integer, Value> state) {
    Box box = between(annotation.get("Rect"), state);
    boolean symbol = hasNoLook(annotation, state) && isKind(annotation, "/Text");
    double more = symbol ? SYMBOL : 0;
    return box.equals(NOWHERE)
        ? box
        : new Box(box.left() - more, box.top() - more, box.right() + more, box.bottom() + more)
            .grown(reach(annotation));
  }

  // A note without a look is painted where its outline is, which may lie outside its rectangle.
  private static Box outline(Value.Dictionary annotation, Map<Integer, Value> state) {
    List<Double> points = new ArrayList<>();
    for (String entry : OUTLINES) {
      points.addAll(numbers(annotation.get(entry), state));
    }
    boolean highlight = isKind(annotation, "/Highlight");
    boolean painted = hasNoLook(annotation, state) || highlight;
    if (!painted || points.size() < 4) {
      return NOWHERE;
    }
    Box box = around(points);
    // MuPDF rounds the ends of a highlight.
    double ends = highlight ? Math.abs(box.bottom() - box.top()) / 3 : 0;
    return box.grown(Math.max(Math.max(ends, CORNER), reach(annotation)));
  }

  private static boolean hasNoLook(Value.Dictionary annotation, Map<Integer, Value> state) {
    Value looks = annotation.get("AP");
    if (looks instanceof Value.Reference reference) {
      looks = state.get(reference.number());
    }
    Value look = looks instanceof Value.Dictionary all ? all.get("N") : null;
    return look == null || look.equals(Value.NULL);
  }

  private static boolean isKind(Value.Dictionary annotation, String kind) {
    return annotation.get("Subtype") instanceof Value.Scalar name && name.written().equals(kind);
  }

  // Corners and ends of a line reach farther than it is broad. Of what is named, only that it
  // hides nothing is asked.
  private static double reach(Value.Dictionary annotation) {
    Value border = annotation.get("BS") == null ? annotation.get("Border") : annotation.get("BS");
    Matcher width = LAST_NUMBER.matcher(border == null ? "" : border.text());
    boolean note = !isKind(annotation, "/Widget");
    return note && width.find() ? REACH * Double.parseDouble(width.group(1)) : 0;
  }

  private static Box between(@Nullable Value points, Map<Integer, Value> state) {
    List<Double> numbers = numbers(points, state);
    return numbers.size() == 4 ? around(numbers) : NOWHERE;
  }

  private static List<Double> numbers(@Nullable Value points, Map<Integer, Value> state) {
    Value value = points;
    while (value instanceof Value.Reference reference) {
      value = state.getOrDefault(reference.number(), Value.NULL);
    }
    List<Double> numbers = new ArrayList<>();
    if (value instanceof Value.Array array) {
      for (Value each : array.elements()) {
        if (each instanceof Value.Scalar scalar && scalar.written().matches("-?[0-9.]+")) {
          numbers.add(Double.parseDouble(scalar.written()));
        } else if (each instanceof Value.Array inner) {
          numbers.addAll(numbers(inner, state));
        }
      }
    }
    return numbers;
  }

  // The box of some points and a line's breadth.
  private static Box around(List<Double> points) {
    DoubleSummaryStatistics across = new DoubleSummaryStatistics();
    DoubleSummaryStatistics up = new DoubleSummaryStatistics();
    for (int i = 0; i + 1 < points.size(); i += 2) {
      across.accept(points.get(i));
      up.accept(points.get(i + 1));
    }
    return new Box(across.getMin(), up.getMin(), across.getMax(), up.getMax()).grown(LINE);
  }

  /** Whether a pixel may differ. */
  boolean holds(int page, double x, double y) {
    return placed(page, new Box(x, y, x, y)).anyMatch(each -> within(page, each, 0));
  }

  /** Whether a letter or word lies where something was added. */
  boolean touches(int page, Box box) {
    return turned && boxes.containsKey(page)
        || placed(page, box)
            .anyMatch(each -> boxes.getOrDefault(page, List.of()).stream().anyMatch(each::meets));
  }

  /**
   * Where a look was made anew for the same value, by pages, where neither a filled field nor an
   * added signature lies over it.
   */
  Map<Integer, List<Box>> remade() {
    Map<Integer, List<Box>> seenAt = new HashMap<>();
    remade.forEach(
        (page, all) ->
            seenAt.put(
                page,
                all.stream()
                    .filter(
                        each ->
                            lettersAt.getOrDefault(page, List.of()).stream().noneMatch(each::meets))
                    .map(each -> upright(page, each))
                    .toList()));
    return seenAt;
  }

  /** Whether a letter lies within what was added, and not only at its edge. */
  boolean within(int page, Box box) {
    return within(page, upright(page, box), 1);
  }

  private boolean within(int page, Box box, double edge) {
    return boxes.getOrDefault(page, List.of()).stream()
        .anyMatch(each -> each.grown(edge).holds(box));
  }

  /** Whether what was changed showed the word itself. */
  boolean showed(String word) {
    return words.contains(word);
  }

  // A box of the picture in the page's own coordinates: once, or turned in each way where some
  // page is turned.
  private Stream<Box> placed(int page, Box box) {
    if (!turned) {
      return Stream.of(upright(page, box));
    }
    double width = width(page);
    double height = height(page);
    return Stream.of(
        upright(page, box),
        new Box(width - box.right(), box.top(), width - box.left(), box.bottom()),
        new Box(box.top(), box.left(), box.bottom(), box.right()),
        new Box(
            height - box.bottom(), width - box.right(), height - box.top(), width - box.left()));
  }

  // The picture counts from its upper edge, the page from its lower one.
  private Box upright(int page, Box box) {
    double height = height(page);
    return new Box(box.left(), height - box.bottom(), box.right(), height - box.top());
  }

  // A page without a size has that of its reader.
  private double height(int page) {
    return page <= seen.pages().size() ? seen.pages().get(page - 1).height() : Bodies.HEIGHT;
  }

  private Box page(int page) {
    return new Box(0, 0, width(page), height(page));
  }

  private double width(int page) {
    return page <= seen.pages().size() ? seen.pages().get(page - 1).width() : Bodies.WIDTH;
  }
}
