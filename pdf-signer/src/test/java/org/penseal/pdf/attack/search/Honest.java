// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What honest programs add to a signed file, each as common programs write it. */
final class Honest {
  private static final String ADDED =
      "/Type/XObject/Subtype/Form/BBox[0 0 %d %d]/Resources<</Font<</F 2 0 R>>>>";

  private final Draft draft;
  private final Dice dice;
  private final Places places;
  private final int catalog;
  private final int form;

  Honest(Draft draft) {
    this.draft = draft;
    this.dice = draft.dice;
    this.places = new Places(dice, draft.pool.honest);
    this.catalog = draft.pool.of(Kind.CATALOG).getFirst();
    this.form = draft.pool.of(Kind.FORM).getFirst();
  }

  /** One of those that the permissions allow. */
  void allowed() {
    int permission = draft.prepared.permission();
    boolean locked = !draft.prepared.lock().isEmpty();
    boolean wide = draft.pool.wide;
    List<Runnable> acts =
        new ArrayList<>(
            List.of(this::store, this::metadata, this::information, this::extensions, this::stamp));
    if (permission != 1 && !locked) {
      acts.addAll(
          List.of(
              this::fill,
              this::fill,
              this::sign,
              this::sign,
              this::tag,
              this::signEmpty,
              this::check));
      acts.addAll(wide ? List.of(this::empty) : List.of());
    }
    if (permission == 3 && !locked) {
      acts.addAll(List.of(this::note, this::note, this::removeNote, this::changeNote));
      acts.addAll(wide ? Collections.nCopies(6, this::note) : List.of());
    }
    dice.of(acts).run();
  }

  /** Any of them, whether it is allowed or not. */
  void any() {
    dice.of(
            List.<Runnable>of(
                this::store,
                this::metadata,
                this::information,
                this::extensions,
                this::stamp,
                this::fill,
                this::fill,
                this::sign,
                this::tag,
                this::signEmpty,
                this::check,
                this::note,
                this::changeNote,
                this::removeNote))
        .run();
  }

  private int page() {
    return dice.of(draft.pool.of(Kind.PAGE));
  }

  private String area() {
    if (draft.pool.wide) {
      return places.rectangle();
    }
    int x = dice.between(5, 200);
    int y = dice.between(5, 90);
    return "[" + x + " " + y + " " + (x + 60) + " " + (y + 18) + "]";
  }

  /** A look of text over a rectangle. */
  private int look(String word, boolean field, int width, int height) {
    int number = draft.fresh();
    boolean ground = draft.pool.wide && !draft.pool.honest && !field && dice.in100(20);
    String text =
        (ground ? "1 g 0 0 " + width + " " + height + " re f " : "")
            + "q BT /F 10 Tf 0 g 2 5 Td ("
            + word
            + ") Tj ET Q";
    draft.put(
        number,
        Value.stream(ADDED.formatted(width, height), field ? "/Tx BMC " + text + " EMC" : text));
    return number;
  }

  // The box of a look is stretched to the widget.
  private int look(Value.Dictionary widget, String word) {
    List<Integer> numbers = new ArrayList<>();
    if (draft.resolved(or(widget.get("Rect"))) instanceof Value.Array array) {
      for (Value each : array.elements()) {
        numbers.add(
            each instanceof Value.Scalar scalar && scalar.written().matches("\\d+")
                ? Integer.parseInt(scalar.written())
                : 0);
      }
    }
    return numbers.size() == 4
        ? look(word, true, numbers.get(2) - numbers.get(0), numbers.get(3) - numbers.get(1))
        : look(word, true, 60, 18);
  }

  void fill() {
    List<Integer> fields = draft.pool.of(Kind.TEXT_FIELD);
    if (fields.isEmpty()) {
      return;
    }
    int number = dice.of(fields);
    Value.Dictionary field = draft.dictionary(number);
    if (field == null
        || draft.pool.honest
            && draft.resolved(or(field.get("Ff"))) instanceof Value.Scalar flags
            && flags.written().equals("1")) {
      return;
    }
    // In a drawn document the look that was signed shows another word.
    if (!draft.pool.honest
        && dice.in100(20)
        && field.get("V") instanceof Value.Scalar old
        && old.written().startsWith("(K")) {
      String same = old.written().substring(1, old.written().length() - 1);
      draft.put(number, field.with("AP", Value.of("<</N " + look(field, same) + " 0 R>>")));
      draft.tell("makes the look of " + number + " anew");
      return;
    }
    String word = draft.pool.word();
    Value.Dictionary filled = field.with("V", Value.of("(" + word + ")"));
    if (!draft.pool.honest && dice.in100(30) && inPlace(field, word)) {
      draft.tell("fills " + number + ", its look rewritten in place");
    } else {
      filled = filled.with("AP", Value.of("<</N " + look(field, word) + " 0 R>>"));
      draft.tell("fills " + number + " with " + word);
    }
    if (!draft.pool.honest && dice.in100(20)) {
      filled = field.with("AP", filled.get("AP") == null ? Value.NULL : filled.get("AP"));
      draft.tell("its value left as it was");
    }
    draft.put(number, filled);
  }

  private static Value or(Value value) {
    return value == null ? Value.NULL : value;
  }

  // What many programs do: the look is written anew under its old number.
  private boolean inPlace(Value.Dictionary field, String word) {
    Value looks = draft.resolved(or(field.get("AP")));
    Value normal = looks.dictionaryOf() == null ? null : looks.dictionaryOf().get("N");
    if (normal instanceof Value.Reference reference
        && draft.body(reference.number()) instanceof Value.Stream old) {
      draft.put(
          reference.number(),
          new Value.Stream(
              old.dictionary(), "/Tx BMC q BT /F 10 Tf 0 g 1 3 Td (" + word + ") Tj ET Q EMC"));
      return true;
    }
    return false;
  }

  void check() {
    List<Integer> buttons = draft.pool.of(Kind.BUTTON);
    if (!buttons.isEmpty() && draft.dictionary(buttons.getFirst()) != null) {
      int number = dice.of(buttons);
      Value.Dictionary button = draft.dictionary(number);
      if (button != null) {
        draft.put(number, button.with("AS", Value.of("/Yes")).with("V", Value.of("/Yes")));
        draft.tell("checks " + number);
      }
    }
  }

  void sign() {
    boolean visible = dice.in100(60);
    signature(
        visible ? area() : "[0 0 0 0]",
        visible && dice.in100(80),
        dice.one(Keys.RSA, Keys.SM2),
        page());
  }

  void stamp() {
    String area = "[0 0 0 0]";
    if (!draft.pool.honest && dice.in100(60)) {
      area =
          draft.pool.wide
              ? area()
              : dice.one(area(), "[0 0 300 240]", "[0 0 300 240 0]", "[0 0 300]");
    }
    signature(area, !draft.pool.honest && dice.in100(40), Keys.TSA, page());
  }

  private int signature(String area, boolean looks, String key, int page) {
    int value = draft.fresh();
    if (!draft.sign(value, key)) {
      return 0;
    }
    int field = draft.fresh();
    String kind =
        key.equals(Keys.TSA)
            ? "/Type/DocTimeStamp/SubFilter/ETSI.RFC3161"
            : "/Type/Sig/SubFilter/adbe.pkcs7.detached";
    draft.put(value, Value.of("<<" + kind + "/Filter/Adobe.PPKLite" + LayeredFile.hole() + ">>"));
    String look = looks ? "/AP<</N " + look(draft.pool.word(), false, 60, 18) + " 0 R>>" : "";
    draft.put(
        field, Value.of(signatureField(field, area, page) + "/V " + value + " 0 R" + look + ">>"));
    boolean listed = draft.append(form, "Fields", field);
    listed &= draft.append(page, "Annots", field);
    draft.tell(
        "signs by "
            + key
            + " in "
            + field
            + " at "
            + area
            + " of page object "
            + page
            + (listed ? "" : ", not listed"));
    return field;
  }

  // The words of two updates may be the same; programs name no two fields alike.
  private String signatureField(int field, String area, int page) {
    String name = draft.pool.word() + (draft.pool.honest ? field : "");
    return "<</FT/Sig/T(%s)/Type/Annot/Subtype/Widget/F 132/Rect%s/P %d 0 R"
        .formatted(name, area, page);
  }

  /** An empty field for a signature to come. */
  void empty() {
    int field = draft.fresh();
    int page = page();
    String area = draft.pool.honest || dice.in100(40) ? "[0 0 0 0]" : area();
    draft.put(field, Value.of(signatureField(field, area, page) + ">>"));
    if (draft.append(form, "Fields", field) && draft.append(page, "Annots", field)) {
      draft.tell("adds the empty field " + field + " at " + area + " of page object " + page);
    }
  }

  void signEmpty() {
    List<Integer> fields = draft.pool.of(Kind.EMPTY_FIELD);
    int value = draft.fresh();
    if (fields.isEmpty() || draft.dictionary(fields.getFirst()) == null) {
      return;
    }
    int field = dice.of(fields);
    if (draft.dictionary(field) == null
        || draft.dictionary(field).get("V") != null
        || !draft.sign(value, dice.one(Keys.RSA, Keys.SM2))) {
      return;
    }
    draft.put(
        value,
        Value.of(
            "<</Type/Sig/SubFilter/adbe.pkcs7.detached/Filter/Adobe.PPKLite"
                + LayeredFile.hole()
                + ">>"));
    Value.Dictionary signed = draft.dictionary(field).with("V", new Value.Reference(value, 0));
    if (dice.in100(60)) {
      signed =
          signed.with("AP", Value.of("<</N " + look(draft.pool.word(), false, 60, 18) + " 0 R>>"));
    }
    draft.put(field, signed);
    draft.tell("signs the empty field " + field);
  }

  /** A signature, with an element of the structure that names its widget. */
  void tag() {
    int page = page();
    int field = signature(area(), true, dice.one(Keys.RSA, Keys.SM2), page);
    Value.Dictionary root = draft.dictionary(catalog);
    if (field == 0
        || root == null
        || !(root.get("StructTreeRoot") instanceof Value.Reference reference)) {
      return;
    }
    Value.Dictionary tree = draft.dictionary(reference.number());
    Value kids = tree == null ? null : tree.get("K");
    if (kids == null || !(tree.get("ParentTree") instanceof Value.Dictionary parents)) {
      return;
    }
    int key = Integer.parseInt(tree.get("ParentTreeNextKey").text());
    String named = parents.get("Nums").text().substring(1).replaceFirst("\\]$", "");
    int element = draft.fresh();
    String old =
        kids instanceof Value.Array array
            ? array.text().substring(1).replaceFirst("\\]$", "")
            : kids.text();
    draft.put(
        element,
        Value.of(
            "<</Type/StructElem/S/Form/P "
                + reference.number()
                + " 0 R/Pg "
                + page
                + " 0 R/K<</Type/OBJR/Obj "
                + field
                + " 0 R>>>>"));
    draft.put(
        reference.number(),
        tree.with("K", Value.of("[" + old + " " + element + " 0 R]"))
            .with(
                "ParentTree", Value.of("<</Nums[" + named + " " + key + " " + element + " 0 R]>>"))
            .with("ParentTreeNextKey", Value.of(String.valueOf(key + 1))));
    draft.put(field, draft.dictionary(field).with("StructParent", Value.of(String.valueOf(key))));
    draft.tell("tags " + field + " by " + element);
  }

  void note() {
    int number = draft.fresh();
    int page = page();
    boolean wide = draft.pool.wide;
    String kind = wide ? places.note() : dice.one("Square", "Highlight", "Text", "Stamp", "Link");
    String look =
        dice.in100(50) ? "/AP<</N " + look(draft.pool.word(), false, 60, 18) + " 0 R>>" : "";
    String placed = kind + "/F 4" + (wide ? "" : "/Rect" + area());
    draft.put(
        number,
        Value.of(
            "<</Type/Annot/Subtype/"
                + placed
                + "/Contents("
                + draft.pool.word()
                + ")"
                + look
                + (kind.startsWith("Link") ? "/A<</S/URI/URI(http://a.example)>>" : "")
                + ">>"));
    if (draft.append(page, "Annots", number)) {
      draft.tell("adds the note " + number + " " + kind + " to page object " + page);
    }
  }

  void removeNote() {
    List<Integer> notes = draft.pool.of(Kind.NOTE);
    if (notes.isEmpty()) {
      return;
    }
    int number = dice.of(notes);
    for (int page : draft.pool.of(Kind.PAGE)) {
      Value.Dictionary dictionary = draft.dictionary(page);
      if (dictionary != null && dictionary.get("Annots") instanceof Value.Array array) {
        List<Value> left = new ArrayList<>(array.elements());
        if (left.removeIf(each -> each.equals(new Value.Reference(number, 0)))) {
          draft.put(page, dictionary.with("Annots", new Value.Array(left)));
          draft.tell("removes the note " + number + " from page object " + page);
        }
      }
    }
    if (dice.in100(50)) {
      if (!draft.pool.honest) {
        draft.free(number);
      }
    }
  }

  void changeNote() {
    List<Integer> notes = draft.pool.of(Kind.NOTE);
    if (notes.isEmpty()) {
      return;
    }
    int number = dice.of(notes);
    Value.Dictionary note = draft.dictionary(number);
    if (note == null) {
      return;
    }
    Value.Dictionary changed = note.with("Contents", Value.of("(" + draft.pool.word() + ")"));
    // Whoever moves what acts, or has it look otherwise, lays an action elsewhere.
    boolean acts = note.get("A") != null || note.get("AA") != null;
    if (dice.in100(50) && !acts) {
      changed = changed.with("Rect", Value.of(area()));
    }
    if (dice.in100(50) && !acts) {
      changed =
          changed.with("AP", Value.of("<</N " + look(draft.pool.word(), false, 60, 18) + " 0 R>>"));
    }
    draft.put(number, changed);
    draft.tell("changes the note " + number);
  }

  void store() {
    Value.Dictionary root = draft.dictionary(catalog);
    if (root == null) {
      return;
    }
    int certificate = draft.fresh();
    draft.put(certificate, draft.bodies.draw(Kind.CERTIFICATE));
    Value old = draft.resolved(or(root.get("DSS")));
    Value.Dictionary store =
        old instanceof Value.Dictionary found ? found : (Value.Dictionary) Value.of("<<>>");
    List<Value> certificates = new ArrayList<>();
    if (draft.resolved(or(store.get("Certs"))) instanceof Value.Array array) {
      certificates.addAll(array.elements());
    }
    certificates.add(new Value.Reference(certificate, 0));
    Value.Dictionary longer = store.with("Certs", new Value.Array(certificates));
    if (root.get("DSS") instanceof Value.Reference reference && dice.in100(60)) {
      draft.put(reference.number(), longer);
    } else {
      int number = draft.fresh();
      draft.put(number, longer);
      draft.put(catalog, root.with("DSS", new Value.Reference(number, 0)));
    }
    draft.tell("adds certificate " + certificate + " to the store");
  }

  void metadata() {
    Value.Dictionary root = draft.dictionary(catalog);
    Value value = draft.bodies.draw(Kind.METADATA);
    if (root != null
        && root.get("Metadata") instanceof Value.Reference reference
        && dice.in100(70)) {
      Value old = draft.body(reference.number());
      boolean stream = old instanceof Value.Stream;
      if (draft.pool.honest && !stream) {
        return;
      }
      draft.put(
          reference.number(),
          stream ? old.withDictionary(((Value.Stream) old).dictionary()) : value);
      draft.put(
          reference.number(),
          stream
              ? new Value.Stream(
                  old.dictionaryOf().without("Length"), ((Value.Stream) value).content())
              : value);
      draft.tell("rewrites the metadata " + reference.number());
    } else if (root != null) {
      int number = draft.fresh();
      draft.put(number, value);
      draft.put(catalog, root.with("Metadata", new Value.Reference(number, 0)));
      draft.tell("adds the metadata " + number);
    }
  }

  void information() {
    int number = draft.pool.of(Kind.INFORMATION).getFirst();
    Value.Dictionary old = draft.dictionary(number);
    if (old != null) {
      Value.Dictionary changed =
          old.with("Title", Value.of("(" + draft.pool.word() + ")"))
              .with("ModDate", Value.of("(D:20261127)"));
      draft.put(number, draft.pool.honest ? changed : changed.with("ca", Value.of("0")));
      draft.tell("changes the document information");
    }
  }

  void extensions() {
    Value.Dictionary root = draft.dictionary(catalog);
    if (root == null) {
      return;
    }
    Value old = draft.resolved(or(root.get("Extensions")));
    Value.Dictionary extended =
        old instanceof Value.Dictionary found ? found : (Value.Dictionary) Value.of("<<>>");
    extended = extended.with("ESIC", Value.of("<</BaseVersion/1.7/ExtensionLevel 2>>"));
    if (!draft.pool.honest && dice.in100(40)) {
      extended = extended.with("ca", Value.of("0"));
    }
    if (root.get("Extensions") instanceof Value.Reference reference) {
      draft.put(reference.number(), extended);
    } else {
      draft.put(catalog, root.with("Extensions", extended));
    }
    draft.tell("adds an extension");
  }
}
