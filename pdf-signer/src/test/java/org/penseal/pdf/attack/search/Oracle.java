// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.penseal.pdf.attack.search.Seen.Picture;
import org.penseal.pdf.attack.search.Seen.Text;

/** Whether a stranger sees what the report did not name. */
final class Oracle {
  // Of the entries that a stream shown as text may name, one looks like a drawn word.
  private static final Pattern WORD = Pattern.compile("K(?!ids)[a-z]{3}");
  // MuPDF rounds otherwise on a page where a mark blends.
  private static final int ROUNDED = 2;
  private static final int SEEN_CONTRAST = 96;
  private static final int ERASED_CONTRAST = 16;

  private Oracle() {}

  /** What differs without being named, for people to read; empty if nothing does. */
  static Optional<String> difference(Seen signed, Seen now, Named named) {
    if (signed.pages().size() != now.pages().size()) {
      return Optional.of(signed.pages().size() + " pages became " + now.pages().size());
    }
    if (!signed.opening().equals(now.opening()) && !wentWithNotes(signed, now, named)) {
      return Optional.of("outlines or scripts differ");
    }
    for (int page = 1; page <= signed.pages().size(); page++) {
      Optional<String> found =
          pixel(signed.pages().get(page - 1), now.pages().get(page - 1), named, page);
      if (found.isPresent()) {
        return found;
      }
    }
    Optional<String> text = text(signed, now, named);
    if (text.isEmpty()) {
      text = erased(signed, now, named);
    }
    return text.isPresent() ? text : remade(signed, now, named);
  }

  // The script of a note goes with it.
  private static boolean wentWithNotes(Seen signed, Seen now, Named named) {
    List<String> gone = new ArrayList<>(signed.opening().lines().toList());
    for (String line : now.opening().lines().toList()) {
      if (!gone.remove(line)) {
        return false;
      }
    }
    return gone.stream()
        .allMatch(
            line ->
                line.isBlank()
                    || line.endsWith(" Activated:")
                    || line.startsWith("a=") && named.showed(line.substring(2)));
  }

  // A look made anew for the same value shows the same letters, wherever in its rectangle.
  private static Optional<String> remade(Seen signed, Seen now, Named named) {
    for (Map.Entry<Integer, List<Seen.Box>> each : named.remade().entrySet()) {
      for (Seen.Box box : each.getValue()) {
        String old = letters(signed, each.getKey(), box);
        String is = letters(now, each.getKey(), box);
        if (!old.isEmpty() && !old.equals(is)) {
          return Optional.of("a look made anew shows " + is + " for " + old);
        }
      }
    }
    return Optional.empty();
  }

  private static double middle(double one, double other) {
    return (one + other) / 2;
  }

  private static String letters(Seen seen, int page, Seen.Box box) {
    return seen.texts().stream()
        .filter(
            each ->
                each.page() == page
                    && box.holds(
                        middle(each.box().left(), each.box().right()),
                        middle(each.box().top(), each.box().bottom())))
        .flatMapToInt(each -> each.text().chars())
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static Optional<String> pixel(Picture old, Picture now, Named named, int page) {
    if (old.width() != now.width() || old.height() != now.height()) {
      return Optional.of("page " + page + " has another size");
    }
    if (java.util.Arrays.equals(old.rgb(), now.rgb())) {
      return Optional.empty();
    }
    for (int i = 0; i < old.rgb().length; i++) {
      if (Math.abs((old.rgb()[i] & 0xff) - (now.rgb()[i] & 0xff)) > ROUNDED) {
        int x = i / 3 % old.width();
        int y = i / 3 / old.width();
        if (!named.holds(page, x + 0.5, y + 0.5)) {
          return Optional.of("page " + page + " differs at pixel " + x + ", " + y);
        }
      }
    }
    return Optional.empty();
  }

  private static String key(Text text) {
    return String.format(
        Locale.ROOT,
        "page %d '%s' at %.1f, %.1f",
        text.page(),
        text.text(),
        text.box().left(),
        text.box().top());
  }

  private static Optional<String> text(Seen signed, Seen now, Named named) {
    Map<String, Integer> left = new HashMap<>();
    now.texts().forEach(each -> left.merge(key(each), 1, Integer::sum));
    for (int i = 0; i < signed.texts().size(); i++) {
      Text each = signed.texts().get(i);
      if (left.merge(key(each), -1, Integer::sum) < 0 && !isNamed(signed, i, named)) {
        return Optional.of("gone: " + key(each));
      }
    }
    for (int i = 0; i < now.texts().size(); i++) {
      Text each = now.texts().get(i);
      if (left.get(key(each)) > 0 && !isNamed(now, i, named)) {
        return Optional.of("new: " + key(each));
      }
    }
    return Optional.empty();
  }

  // poppler also tells the words that the box of a look cuts off.
  private static boolean isNamed(Seen seen, int at, Named named) {
    Text text = seen.texts().get(at);
    return named.touches(text.page(), text.box())
        || named.showed(word(seen.texts(), at))
            && seen.pages().get(text.page() - 1).contrast(text.box()) < ERASED_CONTRAST;
  }

  // A word that was seen where something was added, and now is one colour.
  private static Optional<String> erased(Seen signed, Seen now, Named named) {
    List<Text> texts = signed.texts();
    for (int i = 0; i < texts.size(); i++) {
      Text each = texts.get(i);
      String word = word(texts, i);
      if (!WORD.matcher(word).matches()
          || !named.within(each.page(), each.box())
          || named.showed(word)) {
        continue;
      }
      Picture old = signed.pages().get(each.page() - 1);
      Picture is = now.pages().get(each.page() - 1);
      if (old.contrast(each.box()) >= SEEN_CONTRAST && is.contrast(each.box()) < ERASED_CONTRAST) {
        return Optional.of("erased: " + key(each) + " of " + word);
      }
    }
    return Optional.empty();
  }

  // Words of drawn documents are four letters, the first a K; MuPDF also shows, as text, a stream
  // that is the value of a field.
  private static String word(List<Text> texts, int at) {
    if (texts.get(at).text().length() > 1) {
      return texts.get(at).text();
    }
    for (int start = at; start >= Math.max(0, at - 3); start--) {
      if (texts.get(start).text().equals("K")) {
        StringBuilder word = new StringBuilder();
        for (int i = start; i < Math.min(texts.size(), start + 4); i++) {
          word.append(texts.get(i).text());
        }
        return word.toString();
      }
    }
    return texts.get(at).text();
  }
}
