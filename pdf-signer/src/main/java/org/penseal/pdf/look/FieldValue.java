// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.stream.TextString;

/**
 * The value of a field: whether all readers take the same for it, and which words show it.
 *
 * @param widget the field, or a widget of it
 */
record FieldValue(COSDictionary widget) {
  private static final COSName OPT = COSName.getPDFName("Opt");
  private static final COSName MAX_LEN = COSName.getPDFName("MaxLen");
  private static final List<COSName> OF_FIELDS =
      List.of(COSName.V, COSName.FF, COSName.I, OPT, MAX_LEN);
  private static final COSName XFA = COSName.getPDFName("XFA");
  private static final COSName RICH = COSName.getPDFName("RV");
  private static final int EDITED = 1 << 18;
  private static final int MULTILINE = 1 << 12;
  private static final int PASSWORD = 1 << 13;
  private static final int COMBO = 1 << 17;
  private static final int SEVERAL = 1 << 21;
  private static final int COMB = 1 << 24;
  // Unicode, Default_Ignorable_Code_Point beyond what `dense` drops, and the empty Braille cell.
  private static final String UNSEEN =
      "[\\x{34F}\\x{115F}\\x{1160}\\x{17B4}\\x{17B5}\\x{180B}-\\x{180F}\\x{2800}\\x{3164}"
          + "\\x{FE00}-\\x{FE0F}\\x{FFA0}\\x{E0100}-\\x{E01EF}]";
  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]");
  private static final String MASKED = "[*\u2022\u25cf]*";

  /**
   * Whether all readers take the same for it. Without a value, some take the default or that of an
   * XFA form; some go by the indices of a choice, and some cut a text.
   *
   * @param form the form's dictionary
   */
  boolean isCertain(COSDictionary form) {
    COSBase kind = inherited(COSName.FT);
    COSBase value = inherited(COSName.V);
    boolean choice = COSName.CH.equals(kind);
    if (COSName.SIG.equals(kind)) {
      return true;
    }
    if (isOfWidget() || (choice ? !isChosen() : inherited(COSName.I) != null)) {
      return false;
    }
    if (value == null) {
      boolean only = widget.containsKey(COSName.KIDS) && !widget.containsKey(COSName.RECT);
      boolean other = !isNothing(inherited(COSName.DV)) || form.getDictionaryObject(XFA) != null;
      return only || !other;
    }
    if (COSName.BTN.equals(kind)) {
      return value instanceof COSName;
    }
    boolean text = value instanceof COSString;
    if (!isSaidRichly(value)) {
      return false;
    }
    return choice
        ? text || isMultiple() && value instanceof COSArray several && areTexts(several)
        : COSName.TX.equals(kind) && (text || value instanceof COSStream) && !isCut(value);
  }

  // Readers that know rich text show that in place of the value (ISO 32000-2, 12.7.4.4).
  private boolean isSaidRichly(COSBase value) {
    COSBase rich = inherited(RICH);
    String said = rich instanceof COSStream stream ? stream.toTextString() : text(rich);
    String words = said.replaceAll("<[^>]*>", "").replaceAll("&lt;|&#60;", "<");
    words = words.replaceAll("&gt;|&#62;", ">").replaceAll("&quot;|&#34;", "\"");
    words = words.replaceAll("&apos;|&#39;", "'").replaceAll("&amp;|&#38;", "&");
    return rich == null || SeenLetters.dense(words).equals(SeenLetters.dense(text(value)));
  }

  private static boolean isNothing(@Nullable COSBase value) {
    return value == null
        || value instanceof COSName name && name.getName().equals("Off")
        || value instanceof COSString string && string.getBytes().length == 0;
  }

  private boolean isCut(COSBase value) {
    return inherited(MAX_LEN) instanceof COSNumber most && most.longValue() < text(value).length();
  }

  // They are a field's; where a widget of it has its own, readers do not agree.
  private boolean isOfWidget() {
    return widget.containsKey(COSName.PARENT)
        && !widget.containsKey(COSName.T)
        && OF_FIELDS.stream().anyMatch(widget::containsKey);
  }

  private boolean isMultiple() {
    return (flags() & SEVERAL) != 0 && (flags() & COMBO) == 0;
  }

  private static boolean areTexts(COSArray several) {
    for (int i = 0; i < several.size(); i++) {
      if (!(several.getObject(i) instanceof COSString)) {
        return false;
      }
    }
    return true;
  }

  // Each is one option, if it was not typed, and the indices are those of the options.
  private boolean isChosen() {
    Set<Integer> chosen = new HashSet<>();
    for (String each : values()) {
      List<Integer> found = matching(each);
      boolean typed = (flags() & (COMBO | EDITED)) == (COMBO | EDITED);
      if (found.size() > 1 || found.isEmpty() && !typed) {
        return false;
      }
      chosen.addAll(found);
    }
    COSBase indices = inherited(COSName.I);
    if (!(indices instanceof COSArray array)) {
      return indices == null;
    }
    Set<Integer> listed = new HashSet<>();
    for (int i = 0; i < array.size(); i++) {
      listed.add(array.getObject(i) instanceof COSInteger index ? index.intValue() : -1);
    }
    return listed.equals(chosen) || chosen.isEmpty() && matching("").containsAll(listed);
  }

  /** One text or name; empty for anything else. */
  String plain() {
    return text(inherited(COSName.V));
  }

  /** Its words without what is not seen: blanks, selectors of variants and fillers. */
  List<String> seen() {
    return values().stream()
        .map(each -> SeenLetters.dense(each).replaceAll(UNSEEN, ""))
        .filter(each -> !each.isEmpty())
        .toList();
  }

  /** Whether nothing shows it: neither words nor a list of options. */
  boolean isEmpty() {
    boolean choice = COSName.CH.equals(inherited(COSName.FT));
    return values().isEmpty()
        && !isList()
        && !(choice && (inherited(COSName.I) != null || !matching("").isEmpty()));
  }

  /**
   * Its words, where readers show them as they are in one line: printable ASCII, neither hidden nor
   * in cells; empty without a value, null for all others.
   */
  @Nullable String line() {
    List<String> all = values();
    String words = all.isEmpty() ? "" : all.getFirst();
    boolean renamed = matching(words).stream().anyMatch(i -> !options().get(i)[1].equals(words));
    return all.size() > 1
            || isList()
            || renamed
            || (flags() & (PASSWORD | COMB)) != 0
            || !SharedFont.isAscii(words)
        ? null
        : words;
  }

  private boolean isList() {
    return COSName.CH.equals(inherited(COSName.FT)) && (flags() & COMBO) == 0;
  }

  /**
   * Whether a text shows it.
   *
   * @param shown from left to right, line by line
   */
  FieldLook.Finding shownBy(String shown) {
    String found = SeenLetters.dense(shown);
    if (COSName.TX.equals(inherited(COSName.FT)) && (flags() & PASSWORD) != 0) {
      return found.matches(MASKED) ? FieldLook.Finding.SAME : FieldLook.Finding.DIFFERENT;
    }
    boolean open = isList() && SeenLetters.turns(shown);
    for (String each : words()) {
      open |=
          SeenLetters.turns(each + shown) && sorted(SeenLetters.dense(each)).equals(sorted(found));
      if (SeenLetters.isOrdered(each)
          && SeenLetters.dense(SeenLetters.visual(each)).equals(found)) {
        String seen = SeenLetters.visual(each);
        boolean spelt =
            isComb()
                ? SeenLetters.spell(
                    BLANKS.matcher(seen).replaceAll(""), BLANKS.matcher(shown).replaceAll(""))
                : SeenLetters.spell(seen, shown);
        boolean broken = isOneLine() && !isComb() && !SeenLetters.areLines(seen, shown);
        return spelt && !broken ? FieldLook.Finding.SAME : FieldLook.Finding.UNREADABLE;
      }
    }
    FieldLook.Finding finding = isList() ? run(shown) : FieldLook.Finding.DIFFERENT;
    boolean differs = finding == FieldLook.Finding.DIFFERENT;
    return differs && open ? FieldLook.Finding.UNREADABLE : finding;
  }

  // Options in a row show a choice if it is among them; a list may also be scrolled.
  private FieldLook.Finding run(String shown) {
    String found = SeenLetters.dense(shown);
    Set<Integer> wanted = new HashSet<>();
    boolean known = true;
    for (String each : values()) {
      wanted.addAll(matching(each));
      known &= !matching(each).isEmpty();
    }
    FieldLook.Finding finding = FieldLook.Finding.DIFFERENT;
    List<String[]> all = options();
    for (int from = 0; from < all.size(); from++) {
      String run = "";
      for (int to = from; to < all.size() && found.startsWith(run); to++) {
        run +=
            SeenLetters.isOrdered(all.get(to)[1])
                ? SeenLetters.dense(SeenLetters.visual(all.get(to)[1]))
                : "\0";
        int first = from;
        int last = to;
        if (run.equals(found)) {
          // Of several options the look may mark another one.
          boolean held = wanted.stream().allMatch(each -> each >= first && each <= last);
          if (known && held && wanted.size() == last - first + 1) {
            return SeenLetters.areLines(lines(all.subList(from, to + 1)), shown)
                ? FieldLook.Finding.SAME
                : FieldLook.Finding.UNREADABLE;
          }
          finding = FieldLook.Finding.UNREADABLE;
        }
      }
    }
    return finding;
  }

  // Each in a line of its own.
  private static String lines(List<String[]> options) {
    return String.join("\n", options.stream().map(each -> SeenLetters.visual(each[1])).toList());
  }

  // The value, and the words for it.
  private List<String> words() {
    boolean several = inherited(COSName.V) instanceof COSArray;
    List<String> values = several && !isMultiple() ? List.of() : values();
    if (values.size() > 1) {
      return List.of(); // a row of options
    }
    String value = values.isEmpty() ? "" : values.getFirst();
    List<String> words = new ArrayList<>(List.of(value));
    if (COSName.CH.equals(inherited(COSName.FT))) {
      matching(value).forEach(index -> words.add(options().get(index)[1]));
    }
    return words;
  }

  private List<String> values() {
    List<String> values = new ArrayList<>();
    COSBase value = inherited(COSName.V);
    if (value instanceof COSArray several) {
      for (int i = 0; i < several.size(); i++) {
        values.add(text(several.getObject(i)));
      }
    } else {
      values.add(text(value));
    }
    values.removeIf(String::isEmpty);
    return values;
  }

  private List<Integer> matching(String value) {
    List<Integer> matching = new ArrayList<>();
    List<String[]> all = options();
    String wanted = SeenLetters.dense(value);
    for (int i = 0; i < all.size(); i++) {
      if (SeenLetters.dense(all.get(i)[0]).equals(wanted)
          || SeenLetters.dense(all.get(i)[1]).equals(wanted)) {
        matching.add(i);
      }
    }
    return matching;
  }

  // Each with its value and its words.
  private List<String[]> options() {
    List<String[]> options = new ArrayList<>();
    COSArray listed = inherited(OPT) instanceof COSArray found ? found : new COSArray();
    for (int i = 0; i < listed.size(); i++) {
      COSBase option = listed.getObject(i);
      boolean pair = option instanceof COSArray array && array.size() == 2;
      COSBase value = pair ? ((COSArray) option).getObject(0) : option;
      COSBase words = pair ? ((COSArray) option).getObject(1) : option;
      options.add(new String[] {text(value), text(words)});
    }
    return options;
  }

  private int flags() {
    return inherited(COSName.FF) instanceof COSNumber number ? number.intValue() : 0;
  }

  // What is not told by a flag to have several lines shows them only where the value has them.
  private boolean isOneLine() {
    boolean text = COSName.TX.equals(inherited(COSName.FT)) && (flags() & MULTILINE) == 0;
    return text || (flags() & COMBO) != 0 && COSName.CH.equals(inherited(COSName.FT));
  }

  private boolean isComb() {
    return (flags() & COMB) != 0 && inherited(MAX_LEN) != null;
  }

  /**
   * Whether letters that show it stand in its cells, if it has any: each in that of its number.
   *
   * @param centres of the letters without blanks, as shares of the width
   * @param alignment of text in the form, if the field has none
   */
  boolean standsInCells(List<Double> centres, int alignment) {
    if (!isComb()) {
      return true;
    }
    int[] letters = values().isEmpty() ? new int[0] : values().getFirst().codePoints().toArray();
    int free = cells() - letters.length;
    int align = inherited(COSName.Q) instanceof COSNumber own ? own.intValue() : alignment;
    int first = align == 0 ? 0 : align == 1 ? free / 2 : free;
    boolean rounded =
        align == 1 && !centres.isEmpty() && (int) (centres.getFirst() * cells()) > first;
    first += rounded ? free % 2 : 0;
    int next = 0;
    for (int i = 0; i < letters.length; i++) {
      if (!BLANKS.matcher(Character.toString(letters[i])).matches()) {
        if (next == centres.size() || (int) (centres.get(next++) * cells()) != first + i) {
          return false;
        }
      }
    }
    return next == centres.size();
  }

  /** How many cells its characters have; 1 where they have none. */
  int cells() {
    return isComb() && inherited(MAX_LEN) instanceof COSNumber most ? most.intValue() : 1;
  }

  private @Nullable COSBase inherited(COSName name) {
    return Widgets.inherited(widget, name);
  }

  private static String sorted(String text) {
    char[] letters = text.toCharArray();
    Arrays.sort(letters);
    return new String(letters);
  }

  private static String text(@Nullable COSBase value) {
    if (value instanceof COSString string) {
      return TextString.of(string);
    }
    if (value instanceof COSName name) {
      return name.getName();
    }
    return value instanceof COSStream stream ? stream.toTextString() : "";
  }
}
