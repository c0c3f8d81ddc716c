// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A document as an attacker prepares it before it is signed, signed in the same revision.
 *
 * @param pool its objects
 * @param layer the revision that is signed
 * @param permission P of its certification; 0 for none
 * @param lock what the signature locks; empty for nothing
 * @param lure an object with two roles on purpose; 0 for none
 */
record Prepared(Pool pool, Layer layer, int permission, String lock, int lure) {
  private static final List<Kind> USUAL =
      List.of(
          Kind.DRAWING,
          Kind.DRAWING,
          Kind.DRAWING,
          Kind.DRAWING,
          Kind.CATEGORY,
          Kind.CATEGORY,
          Kind.RESOURCES,
          Kind.TEXT_FIELD,
          Kind.NOTE,
          Kind.STATE_LOOK);
  private static final List<Kind> RARE =
      List.of(
          Kind.DRAWING,
          Kind.GRAPHICS_STATE,
          Kind.LAYER,
          Kind.TEXT_FIELD,
          Kind.PARENT_FIELD,
          Kind.BUTTON,
          Kind.BUTTON,
          Kind.EMPTY_FIELD,
          Kind.NOTE,
          Kind.ANNOTATIONS,
          Kind.LOOKS,
          Kind.ACTION,
          Kind.OUTLINE,
          Kind.ITEM,
          Kind.STRUCTURE,
          Kind.ELEMENT,
          Kind.METADATA,
          Kind.STORE,
          Kind.VRI,
          Kind.CERTIFICATE,
          Kind.EXTENSIONS,
          Kind.ODD,
          Kind.ODD,
          Kind.ODD,
          Kind.CONTENT,
          Kind.FONT);

  /** Draws; an honest one has no reference that goes wrong, nor have most of the wide grammar. */
  static Prepared draw(Dice dice, boolean honest, boolean wide) {
    if (honest) {
      return new Drawer(Pool.honest(dice, wide)).draw();
    }
    if (wide && dice.in100(75)) {
      return new Drawer(new Pool(dice, true, 0, 0, 0)).draw();
    }
    int any = dice.one(0, 5, 12, 25, 35);
    int none = dice.one(0, 0, 3, 6);
    int generation = dice.in100(3) ? 5 : 0;
    return new Drawer(new Pool(dice, wide, any, none, generation)).draw();
  }

  private static final class Drawer {
    private final Pool pool;
    private final Dice dice;
    private final Bodies bodies;
    private final boolean plain;
    private final int catalog;
    private final int root;
    private final int field;
    private final int signature;
    private final int form;
    private final List<Integer> pages = new ArrayList<>();

    Drawer(Pool pool) {
      this.pool = pool;
      this.dice = pool.dice;
      this.plain = pool.isPlain();
      this.bodies = new Bodies(pool);
      catalog = pool.add(Kind.CATALOG);
      pool.add(Kind.FONT);
      root = pool.add(Kind.NODE);
      field = pool.add(Kind.SIGNED_FIELD);
      signature = pool.add(Kind.SIGNATURE);
      form = pool.add(Kind.FORM);
      pool.add(Kind.INFORMATION);
      for (int i = dice.between(1, 3); i > 0; i--) {
        pages.add(pool.add(Kind.PAGE));
        pool.add(Kind.CONTENT);
      }
      USUAL.forEach(pool::add);
      for (int i = dice.between(2, 14); i > 0; i--) {
        pool.add(dice.of(RARE));
        if (dice.in100(8)) {
          pool.addNothing();
        }
      }
    }

    Prepared draw() {
      int permission = pool.wide ? dice.one(0, 1, 2, 2, 3, 3, 3) : dice.between(0, 3);
      String lock = lock();
      for (int number : pool.all()) {
        pool.objects.put(number, body(number));
      }
      pool.objects.put(signature, signature(permission, lock));
      pool.objects.put(field, field(lock));
      pool.objects.put(form, Value.of(form()));
      pages();
      pool.objects.put(catalog, Value.of(catalog(permission)));
      int lure = !pool.honest && dice.in100(pool.wide ? 10 : 50) ? Lure.lay(pool) : 0;
      Layer.Form hybrid = !pool.honest && dice.in100(20) ? Layer.Form.HYBRID : Layer.Form.OFFICE;
      Layer.Form form = dice.in100(50) ? Layer.Form.TABLE : dice.one(Layer.Form.STREAM, hybrid);
      Set<Integer> packed = new HashSet<>();
      if (form != Layer.Form.TABLE) {
        pool.all().stream().filter(each -> dice.in100(50)).forEach(packed::add);
      }
      Set<Integer> freed = new HashSet<>();
      pool.nothing().stream().filter(each -> dice.in100(50)).forEach(freed::add);
      String trailer =
          (dice.in100(70) ? "/Info " + pool.of(Kind.INFORMATION).getFirst() + " 0 R" : "")
              + (!plain && dice.in100(3) ? "/X1 " + pool.reference(Kind.DRAWING) : "");
      Layer layer =
          new Layer(
              pool.objects,
              freed,
              packed,
              trailer,
              form,
              signature,
              dice.one(Keys.RSA, Keys.SM2),
              Spelling.PLAIN);
      return new Prepared(pool, layer, permission, lock, lure);
    }

    private Value body(int number) {
      Kind kind = pool.kind(number);
      Value drawn = bodies.draw(kind);
      return !plain && dice.in100(2) ? bodies.draw(Kind.ODD) : drawn;
    }

    private String lock() {
      return dice.in100(70)
          ? ""
          : dice.one(
              "/Action/All",
              "/Action/Exclude/Fields[]",
              "/Action/Include/Fields[(Kaaa) (Kbaa) (Kcaa) (Kdaa)]",
              "/Action/All/P " + dice.between(1, 3));
    }

    private Value signature(int permission, String lock) {
      List<String> references = new ArrayList<>();
      if (permission > 0) {
        references.add(
            "<</Type/SigRef/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P "
                + permission
                + ">>>>");
      }
      if (!lock.isEmpty()) {
        references.add(
            "<</Type/SigRef/TransformMethod/FieldMDP/TransformParams<</Type/TransformParams/V/1.2"
                + lock
                + ">>/Data "
                + catalog
                + " 0 R>>");
      }
      return Value.of(
          "<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/adbe.pkcs7.detached"
              + LayeredFile.hole()
              + (references.isEmpty() ? "" : "/Reference[" + String.join("", references) + "]")
              + ">>");
    }

    private Value field(String lock) {
      String area = dice.in100(60) ? "[0 0 0 0]" : "[200 10 280 40]";
      return Value.of(
          "<</FT/Sig/T(signed)/Type/Annot/Subtype/Widget/F 132/Rect"
              + area
              + "/P "
              + pages.getFirst()
              + " 0 R/V "
              + signature
              + " 0 R"
              + (lock.isEmpty() ? "" : "/Lock<</Type/SigFieldLock" + lock + ">>")
              + (dice.in100(40) ? "/AP<</N " + pool.reference(Kind.DRAWING) + ">>" : "")
              + (dice.in100(20) ? "/X1 " + pool.reference(Kind.DRAWING) : "")
              + ">>");
    }

    private String form() {
      List<String> fields = new ArrayList<>(List.of(field + " 0 R"));
      for (Kind kind : List.of(Kind.TEXT_FIELD, Kind.BUTTON, Kind.EMPTY_FIELD, Kind.PARENT_FIELD)) {
        pool.of(kind).stream()
            .filter(each -> plain || dice.in100(90))
            .forEach(each -> fields.add(each + " 0 R"));
      }
      if (!plain && dice.in100(10)) {
        fields.add(pool.reference(Kind.ODD));
      }
      return "<</SigFlags 3/Fields["
          + String.join(" ", fields)
          + "]/DA(/F 10 Tf 0 g)/DR "
          + (dice.in100(50) ? bodies.resources() : pool.reference(Kind.RESOURCES))
          + (!plain && dice.in100(5) ? "/NeedAppearances true" : "")
          + (!plain && dice.in100(10) ? "/X1 " + pool.reference(Kind.DRAWING) : "")
          + ">>";
    }

    private void pages() {
      List<String> kids = new ArrayList<>();
      List<Integer> nodes = new ArrayList<>(List.of(root));
      int parent = root;
      List<Integer> left = new ArrayList<>(pages);
      if (pages.size() > 1 && dice.in100(30)) {
        parent = pool.add(Kind.NODE);
        nodes.add(parent);
        List<Integer> inner = left.subList(0, dice.between(1, pages.size()));
        String inherited = inherited();
        String own = list(inner);
        pool.objects.put(
            parent,
            Value.of(
                "<</Type/Pages/Parent "
                    + root
                    + " 0 R/Kids"
                    + own
                    + "/Count "
                    + inner.size()
                    + inherited
                    + ">>"));
        for (int page : inner) {
          pool.objects.put(page, page(page, parent));
        }
        kids.add(parent + " 0 R");
        inner.clear();
      }
      for (int page : left) {
        pool.objects.put(page, page(page, root));
        kids.add(page + " 0 R");
      }
      if (!plain && dice.in100(2)) {
        kids.add(dice.of(pages) + " 0 R"); // the same page twice
      }
      pool.objects.put(
          root,
          Value.of(
              "<</Type/Pages/Kids["
                  + String.join(" ", kids)
                  + "]/Count "
                  + (kids.size() + pages.size() - left.size() - (nodes.size() - 1))
                  + "/MediaBox[0 0 "
                  + Bodies.WIDTH
                  + " "
                  + Bodies.HEIGHT
                  + "]/Resources "
                  + bodies.resources()
                  + inherited()
                  + ">>"));
    }

    private static String list(List<Integer> numbers) {
      StringBuilder text = new StringBuilder("[");
      numbers.forEach(each -> text.append(each).append(" 0 R "));
      return text + "]";
    }

    private String inherited() {
      return (dice.in100(15) ? "/CropBox[0 0 " + Bodies.WIDTH + " " + Bodies.HEIGHT + "]" : "")
          + (dice.in100(3) ? "/Rotate " + dice.one(90, 180, 270, 0) : "");
    }

    private Value page(int number, int parent) {
      int content = number + 1;
      int said = !plain && dice.in100(2) ? dice.of(pool.all()) : parent;
      String contents =
          plain || dice.in100(70)
              ? content + " 0 R"
              : dice.one(
                  "[" + content + " 0 R " + pool.reference(Kind.CONTENT) + "]",
                  "[" + content + " 0 R " + pool.reference(Kind.METADATA) + "]",
                  "[" + content + " 0 R]",
                  pool.reference(Kind.CONTENT));
      String resources =
          dice.in100(40)
              ? "/Resources " + bodies.resources()
              : dice.in100(60) ? "/Resources " + pool.reference(Kind.RESOURCES) : "";
      return Value.of(
          "<</Type/Page/Parent "
              + said
              + " 0 R/Contents "
              + contents
              + resources
              + "/Annots "
              + annotations(number)
              + inherited()
              + (dice.in100(10) ? "/StructParents 0" : "")
              + (!plain && dice.in100(10) ? "/Metadata " + pool.reference(Kind.METADATA) : "")
              + (dice.in100(10) ? "/X1 " + pool.reference(Kind.DRAWING) : "")
              + ">>");
    }

    // Each annotation on one page; in a document that is not plain, now and then on others too.
    private String annotations(int page) {
      if (!plain && dice.in100(10)) {
        return pool.reference(dice.one(Kind.ANNOTATIONS, Kind.ODD, Kind.CATEGORY));
      }
      StringBuilder text = new StringBuilder("[");
      if (page == pages.getFirst()) {
        text.append(field).append(" 0 R ");
      }
      for (Kind kind : List.of(Kind.TEXT_FIELD, Kind.BUTTON, Kind.EMPTY_FIELD, Kind.NOTE)) {
        for (int each : pool.of(kind)) {
          if (pages.get(each % pages.size()) == page || !plain && dice.in100(4)) {
            text.append(each).append(" 0 R ");
          }
        }
      }
      return text + "]";
    }

    private String catalog(int permission) {
      StringBuilder text =
          new StringBuilder("<</Type/Catalog/Pages " + root + " 0 R/AcroForm " + form + " 0 R");
      if (permission > 0) {
        text.append("/Perms<</DocMDP ").append(signature).append(" 0 R>>");
      }
      maybe(text, "Metadata", Kind.METADATA, 60);
      maybe(text, "DSS", Kind.STORE, 30);
      maybe(text, "Extensions", Kind.EXTENSIONS, 30);
      maybe(text, "Outlines", Kind.OUTLINE, 30);
      maybe(text, "StructTreeRoot", Kind.STRUCTURE, 30);
      if (!plain) {
        maybe(text, "X1", Kind.DRAWING, 15);
        maybe(text, "N", Kind.DRAWING, 10);
        maybe(text, "OpenAction", Kind.ACTION, 5);
      }
      if (!pool.of(Kind.LAYER).isEmpty() && dice.in100(60)) {
        String layer = pool.of(Kind.LAYER).getFirst() + " 0 R";
        text.append(
            "/OCProperties<</OCGs["
                + layer
                + "]/D<</"
                + dice.one("ON", "OFF")
                + "["
                + layer
                + "]>>>>");
      }
      return text + ">>";
    }

    private void maybe(StringBuilder text, String name, Kind kind, int percent) {
      if (dice.in100(percent) && !pool.of(kind).isEmpty()) {
        text.append('/').append(name).append(' ').append(pool.reference(kind));
      }
    }
  }
}
