// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.List;

/**
 * One object with two roles on purpose: it is what a rule excuses (catalog, field, note, form,
 * stream where a list is meant, number that leads nowhere) and the resources of the first page,
 * which paints every name that the object has.
 */
final class Lure {
  private final Pool pool;
  private final Dice dice;
  private final int number;
  private final Kind kind;

  private Lure(Pool pool, int number) {
    this.pool = pool;
    this.dice = pool.dice;
    this.number = number;
    this.kind = pool.kind(number);
  }

  /** Lays one in a document whose objects are drawn; 0 if there is nothing to lay it with. */
  static int lay(Pool pool) {
    Dice dice = pool.dice;
    Kind kind =
        dice.one(
            Kind.CATALOG,
            Kind.FORM,
            Kind.TEXT_FIELD,
            Kind.TEXT_FIELD,
            Kind.NOTE,
            Kind.NOTE,
            Kind.STORE,
            Kind.INFORMATION,
            Kind.EXTENSIONS,
            Kind.LOOKS,
            Kind.ODD,
            Kind.ODD,
            Kind.SIGNED_FIELD,
            Kind.EMPTY_FIELD,
            Kind.VRI);
    if (dice.in100(20) && !pool.nothing().isEmpty()) {
      int number = dice.of(pool.nothing());
      new Lure(pool, number).reached();
      return number;
    }
    if (pool.of(kind).isEmpty()) {
      return 0;
    }
    int number = dice.of(pool.of(kind));
    Lure lure = new Lure(pool, number);
    if (kind == Kind.ODD) {
      pool.objects.put(number, Value.stream("/X1 " + lure.drawing() + "/V " + lure.drawing(), ""));
      lure.insteadOfList();
    }
    lure.enriched();
    lure.reached();
    return number;
  }

  private String drawing() {
    return dice.of(pool.of(Kind.DRAWING)) + " 0 R";
  }

  private void enriched() {
    Value body = pool.objects.get(number);
    if (body.dictionaryOf() == null) {
      return;
    }
    Value.Dictionary dictionary = body.dictionaryOf();
    for (String name : List.of("X1", "New")) {
      if (dice.in100(70)) {
        dictionary = dictionary.with(name, Value.of(drawing()));
      }
    }
    if (kind == Kind.TEXT_FIELD && dice.in100(50)) {
      dictionary = dictionary.with("V", Value.of(dice.one("/DeviceRGB", drawing())));
    }
    pool.objects.put(number, body.withDictionary(dictionary));
  }

  // Kids of a field or the annotations of a page.
  private void insteadOfList() {
    List<Integer> holders = pool.of(dice.in100(60) ? Kind.PARENT_FIELD : Kind.PAGE);
    if (holders.isEmpty()) {
      holders = pool.of(Kind.TEXT_FIELD);
    }
    int holder = holders.getLast();
    String name = pool.kind(holder) == Kind.PAGE ? "Annots" : "Kids";
    if (pool.objects.get(holder) instanceof Value.Dictionary dictionary) {
      pool.objects.put(holder, dictionary.with(name, new Value.Reference(number, 0)));
    }
  }

  private void reached() {
    int page = pool.of(Kind.PAGE).getFirst();
    String category = dice.one("XObject", "XObject", "XObject", "ExtGState", "ColorSpace", "Font");
    Value.Dictionary resources =
        (Value.Dictionary)
            Value.of(
                "<</Font<</F 2 0 R>>/XObject "
                    + number
                    + " 0 R/"
                    + category
                    + " "
                    + number
                    + " 0 R>>");
    if (dice.in100(10)) {
      resources =
          (Value.Dictionary) Value.of("<</Font<</F 2 0 R>>/XObject<</X1 " + number + " 0 R>>>>");
    }
    if (pool.objects.get(page) instanceof Value.Dictionary dictionary) {
      pool.objects.put(page, dictionary.with("Resources", resources));
    }
    StringBuilder text = new StringBuilder();
    Value body = pool.objects.getOrDefault(number, Value.of("<</X1 0/N 0/V 0>>"));
    Value.Dictionary keys = body.dictionaryOf();
    int cell = 0;
    for (String name : keys == null ? List.of("X1") : keys.entries().keySet()) {
      int x = 8 + cell % 4 * 72;
      int y = Bodies.HEIGHT - 20 - cell / 4 * 18;
      cell++;
      String way =
          category.equals("ColorSpace")
              ? "/%s cs 1 0 0 sc 20 2 10 10 re f "
              : category.equals("ExtGState") ? "/%s gs 0 0 6 6 re f " : "";
      text.append("q 1 0 0 1 ").append(x).append(' ').append(y).append(" cm ");
      text.append(way.formatted(name)).append('/').append(name).append(" Do Q\n");
    }
    pool.objects.put(page + 1, Value.stream("", text + Bodies.paint(8, 110, pool.word())));
  }

  /** Changes what the object says under one of its names, and lists it where that is allowed. */
  static void change(Draft draft) {
    int number = draft.prepared.lure();
    if (number == 0) {
      draft.tell("nothing is laid");
      return;
    }
    Dice dice = draft.dice;
    List<Integer> drawings = draft.pool.of(Kind.DRAWING);
    String other = dice.of(drawings) + " 0 R";
    Value body = draft.body(number);
    if (body == Value.NULL || body.dictionaryOf() == null) {
      defined(draft, number, other);
      return;
    }
    Value.Dictionary dictionary = body.dictionaryOf();
    List<String> names =
        dictionary.entries().entrySet().stream()
            .filter(each -> each.getValue() instanceof Value.Reference)
            .map(java.util.Map.Entry::getKey)
            .filter(each -> !List.of("Pages", "P", "Parent", "AcroForm").contains(each))
            .toList();
    String name = names.isEmpty() ? "X1" : dice.of(names);
    Value value = Value.of(other);
    if (dictionary.get("V") instanceof Value.Scalar scalar
        && scalar.written().startsWith("/Device")) {
      name = "V";
      value = Value.of("/DeviceCMYK");
    }
    if (draft.pool.kind(number) == Kind.INFORMATION || draft.pool.kind(number) == Kind.EXTENSIONS) {
      name = "ca";
      value = Value.of("0");
    }
    draft.put(number, body.withDictionary(dictionary.with(name, value)));
    draft.tell(number + " (" + draft.pool.kind(number) + ", laid) has another " + name);
  }

  private static void defined(Draft draft, int number, String drawing) {
    String entries = "/X1 " + drawing + "/N " + drawing + "/V1 " + drawing;
    int form = draft.pool.of(Kind.FORM).getFirst();
    int page = draft.pool.of(Kind.PAGE).getLast();
    switch (draft.dice.between(0, 2)) {
      case 0 -> {
        draft.put(
            number,
            Value.of(
                "<</FT/Sig/T("
                    + draft.pool.word()
                    + ")/Type/Annot/Subtype/Widget/F 132/Rect[0 0 0 0]"
                    + entries
                    + ">>"));
        draft.append(form, "Fields", number);
      }
      case 1 -> {
        draft.put(
            number, Value.of("<</Type/Annot/Subtype/Square/F 2/Rect[0 0 0 0]" + entries + ">>"));
        draft.append(page, "Annots", number);
      }
      default -> draft.put(number, Value.of("<<" + entries + ">>"));
    }
    draft.tell(number + " led nowhere and draws now");
  }
}
