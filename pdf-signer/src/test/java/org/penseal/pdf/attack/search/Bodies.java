// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What objects of each kind may say. Names that are painted are also the names of entries of
 * fields, annotations and the catalog, so that each of those draws once it is reached as resources.
 */
final class Bodies {
  static final int WIDTH = 300;
  static final int HEIGHT = 240;

  private static final List<String> NAMES =
      List.of(
          "V",
          "AP",
          "N",
          "Metadata",
          "DSS",
          "Extensions",
          "Parent",
          "P",
          "K",
          "Lock",
          "MK",
          "Off",
          "Yes",
          "Kids",
          "Annots",
          "Contents",
          "DR",
          "Certs",
          "X1",
          "X2",
          "X3",
          "A",
          "Popup",
          "IRT",
          "Opt",
          "Fields",
          "D",
          "R",
          "Info",
          "VRI",
          "New",
          "X#E9",
          "X#C3#A9",
          "X#31",
          "RV",
          "DV",
          "StructTreeRoot",
          "Outlines",
          "OCG",
          "I",
          "Obj",
          "Pg",
          "First",
          "Type",
          "Perms",
          "Cert",
          "SV",
          "Names",
          "Dests",
          "AcroForm",
          "Pages",
          "Font",
          "XObject",
          "Resources");

  private final Pool pool;
  private final Dice dice;
  private final Places places;

  Bodies(Pool pool) {
    this.pool = pool;
    this.dice = pool.dice;
    this.places = new Places(dice, pool.honest);
  }

  static List<String> names() {
    return NAMES;
  }

  /** A body of a kind, with words of its own. */
  Value draw(Kind kind) {
    return switch (kind) {
      case CONTENT -> content();
      case FONT ->
          Value.of(
              "<</Type/Font/Subtype/Type1/BaseFont/" + dice.one("Helvetica", "Courier") + ">>");
      case DRAWING -> drawing(pool.word());
      case STATE_LOOK -> stateLook();
      case CATEGORY -> category(Kind.DRAWING);
      case RESOURCES -> Value.of(resources());
      case GRAPHICS_STATE ->
          Value.of(
              "<</ca "
                  + dice.one("1", "0", "1.0", ".999999999")
                  + "/Font["
                  + pool.reference(Kind.FONT)
                  + " 10]>>");
      case LAYER -> Value.of("<</Type/OCG/Name(" + pool.word() + ")>>");
      case LOOKS -> Value.of("<</N " + pool.reference(Kind.DRAWING) + ">>");
      case METADATA -> metadata(pool.word());
      case CERTIFICATE -> Value.stream("", paint(10, 10, pool.word()));
      case STORE ->
          Value.of("<</Certs" + certificates() + "/VRI " + pool.reference(Kind.VRI) + ">>");
      case VRI -> Value.of("<</" + "AB".repeat(20) + "<</Cert" + certificates() + ">>>>");
      case EXTENSIONS -> Value.of("<</ADBE<</BaseVersion/1.7/ExtensionLevel 3>>/ca 1>>");
      case INFORMATION ->
          Value.of(
              "<</Title("
                  + pool.word()
                  + ")/Producer<4b61>/ca 1"
                  + (!pool.honest && dice.in100(30) ? "/X1 " + pool.reference(Kind.DRAWING) : "")
                  + ">>");
      case ACTION -> action();
      case OUTLINE ->
          Value.of(
              "<</First "
                  + pool.reference(Kind.ITEM)
                  + "/Last "
                  + pool.reference(Kind.ITEM)
                  + "/Count 1>>");
      case ITEM ->
          Value.of(
              "<</Title("
                  + pool.word()
                  + ")/Parent "
                  + pool.reference(Kind.OUTLINE)
                  + (dice.in100(50)
                      ? "/A " + pool.reference(Kind.ACTION)
                      : "/Dest[" + pool.reference(Kind.PAGE) + "/Fit]")
                  + ">>");
      case STRUCTURE ->
          Value.of(
              "<</Type/StructTreeRoot/K "
                  + pool.reference(Kind.ELEMENT)
                  + "/ParentTree<</Nums[]>>/ParentTreeNextKey 5>>");
      case ELEMENT ->
          Value.of(
              "<</S/Form/P "
                  + pool.reference(Kind.STRUCTURE)
                  + "/Pg "
                  + pool.reference(Kind.PAGE)
                  + "/K<</Type/OBJR/Obj "
                  + pool.reference(Kind.TEXT_FIELD)
                  + ">>"
                  + (dice.in100(40) ? "/Alt(" + pool.word() + ")" : "")
                  + ">>");
      case ANNOTATIONS -> annotations();
      case TEXT_FIELD -> Value.of(textField(true));
      case PARENT_FIELD ->
          Value.of(
              "<</FT/Tx/T("
                  + pool.word()
                  + ")/DA(/F 10 Tf 0 g)/V("
                  + pool.word()
                  + ")/Kids "
                  + kids()
                  + ">>");
      case BUTTON -> button();
      case EMPTY_FIELD ->
          Value.of(
              "<</FT/Sig/T("
                  + pool.word()
                  + ")/Type/Annot/Subtype/Widget/F 4/Rect"
                  + rectangle()
                  + more()
                  + ">>");
      case NOTE -> note();
      case ODD -> odd();
      case CATALOG, NODE, PAGE, FORM, SIGNED_FIELD, SIGNATURE -> odd();
    };
  }

  static String paint(int x, int y, String word) {
    return "BT /F 10 Tf " + x + " " + y + " Td (" + word + ") Tj ET";
  }

  private String font() {
    return "/Font<</F " + pool.of(Kind.FONT).getFirst() + " 0 R>>";
  }

  /** A form XObject with its own word. */
  Value drawing(String word) {
    boolean ground = dice.in100(pool.wide && !pool.honest ? 30 : 8);
    String painted = ground ? "1 g 0 0 64 14 re f" : "";
    String further =
        dice.in100(10)
            ? "/X1 " + pool.reference(Kind.DRAWING) + "/N " + pool.reference(Kind.DRAWING)
            : "";
    String resources = dice.in100(85) ? "<<" + font() + ">>" : pool.reference(Kind.RESOURCES);
    return Value.stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 64 14]/Resources " + resources + further,
        painted + " 0 g " + paint(1, 3, word) + (dice.in100(8) ? " /X1 Do" : ""));
  }

  private Value stateLook() {
    return dice.in100(pool.wide ? 50 : 75)
        ? Value.stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 14 14]",
            dice.one("2 2 10 10 re f", "0 0 m 14 14 l S", "", "1 g 0 0 14 14 re f"))
        : drawing(pool.word());
  }

  // Plain XML, and a content stream for those who skip what they do not know.
  private Value metadata(String word) {
    String text = "<?xml version=\"1.0\"?><x> " + paint(30, 30, word) + " </x>";
    return Value.stream(
        pool.honest
            ? "/Type/Metadata/Subtype/XML"
            : dice.one(
                "/Type/Metadata/Subtype/XML",
                "/Type/Metadata/Subtype/XML",
                "/Subtype/Form/BBox[0 0 64 14]"),
        text);
  }

  /** A category of resources that leads to several of a kind. */
  Value category(Kind kind) {
    StringBuilder text = new StringBuilder("<<");
    for (String name : dice.some(NAMES, dice.between(2, 5))) {
      text.append('/').append(name).append(' ').append(pool.reference(kind));
    }
    if (!pool.honest && dice.in100(6)) {
      // One name for a reader that takes both spellings for one.
      text.append("/X#E9 ")
          .append(pool.reference(kind))
          .append("/X#C3#A9 ")
          .append(pool.reference(kind));
    }
    return Value.of(text + ">>");
  }

  private String categoryOf(Kind kind) {
    return dice.in100(40) ? category(kind).text() : pool.reference(Kind.CATEGORY);
  }

  /** Resources with categories that may be anything. */
  String resources() {
    String fonts = dice.in100(85) ? font() : "/Font " + categoryOf(Kind.FONT);
    return "<<"
        + fonts
        + "/XObject "
        + categoryOf(Kind.DRAWING)
        + (dice.in100(50) ? "/ExtGState " + categoryOf(Kind.GRAPHICS_STATE) : "")
        + (dice.in100(30) ? "/Properties " + categoryOf(Kind.LAYER) : "")
        + ">>";
  }

  // Each name in a cell of its own. What leads nowhere paints nothing, and leaves what is added to
  // its page open: so most contents have words alone where objects are what they are meant to be.
  private Value content() {
    boolean words = pool.wide && pool.isPlain() && dice.in100(75);
    Set<String> names = new LinkedHashSet<>(dice.some(NAMES, dice.between(8, 16)));
    StringBuilder text = new StringBuilder();
    int cell = dice.between(0, 6);
    for (String name : names) {
      int x = 8 + cell % 4 * 72;
      int y = HEIGHT - 20 - cell / 4 * 18;
      cell++;
      String plain = paint(x, y, pool.word());
      String way = words ? "words" : dice.in100(70) ? "Do" : dice.one("gs", "Tf", "BDC");
      text.append(
          switch (way) {
            case "words" -> plain + "\n";
            case "gs" -> "q /" + name + " gs " + plain + " Q\n";
            case "Tf" -> "q " + plain.replace("/F ", "/" + name + " ") + " Q\n";
            case "BDC" -> "/OC /" + name + " BDC " + plain + " EMC\n";
            default -> "q 1 0 0 1 " + x + " " + y + " cm /" + name + " Do Q\n";
          });
    }
    text.append(paint(8, 110, pool.word()));
    return Value.stream("", text.toString());
  }

  /** Where an annotation lies: mostly in the lower half, where nothing is painted. */
  String rectangle() {
    if (pool.wide) {
      return places.rectangle();
    }
    int x = dice.between(5, 200);
    int y = dice.in100(80) ? dice.between(5, 80) : dice.between(5, 215);
    int right = x + dice.between(30, 80);
    int top = y + dice.between(12, 24);
    if (pool.honest || dice.in100(94)) {
      return "[" + x + " " + y + " " + right + " " + top + "]";
    }
    return dice.one(
        "[" + x + " " + y + " " + right + "]",
        "[" + x + " " + y + " " + right + " " + top + " 0]",
        "[" + right + " " + top + " " + x + " " + y + "]",
        "[0 0 0 0]",
        "[0 0 " + WIDTH + " " + HEIGHT + "]",
        "[" + x + ".25 " + y + ".5 " + right + ".0000001 " + top + "]",
        "[" + x + " " + y + " " + x + " " + top + "]");
  }

  private String look(String word) {
    return dice.in100(75)
        ? "<</N " + pool.reference(Kind.DRAWING) + ">>"
        : pool.reference(Kind.LOOKS);
  }

  // Entries that make a dictionary draw when it is reached in another role.
  private String more() {
    StringBuilder text = new StringBuilder();
    if (pool.honest) {
      return "";
    }
    for (String name :
        dice.some(List.of("X1", "X2", "N", "K", "V1", "ca", "Font"), dice.between(0, 2))) {
      text.append('/')
          .append(name)
          .append(' ')
          .append(name.equals("ca") ? "1" : pool.reference(Kind.DRAWING));
    }
    return text.toString();
  }

  private String textField(boolean named) {
    String word = pool.word();
    String value =
        pool.honest || dice.in100(80)
            ? "(" + word + ")"
            : dice.one(pool.reference(Kind.DRAWING), pool.reference(Kind.CONTENT), "<4b61>");
    return "<<"
        + (named ? "/FT/Tx/T(" + word + ")" : "/Parent " + pool.reference(Kind.PARENT_FIELD))
        + "/Type/Annot/Subtype/Widget/F 4/Rect"
        + rectangle()
        + "/DA(/F 10 Tf 0 g)"
        + "/P "
        + pool.reference(Kind.PAGE)
        + (dice.in100(80) ? "/V " + value : "")
        + (dice.in100(70) ? "/AP " + look(word) : "")
        + (dice.in100(10) ? "/Ff " + dice.one("1", "0", "4096") : "")
        + (!pool.honest && dice.in100(8) ? "/Kids " + kids() : "")
        + (dice.in100(8) ? "/MK<</BG[1 1 0]>>" : "")
        + more()
        + ">>";
  }

  private String certificates() {
    return pool.honest && pool.of(Kind.CERTIFICATE).isEmpty()
        ? "[]"
        : "[" + pool.reference(Kind.CERTIFICATE) + "]";
  }

  private String kids() {
    return pool.honest
        ? "[]"
        : dice.in100(60)
            ? "[" + pool.reference(Kind.TEXT_FIELD) + "]"
            : dice.one(
                pool.reference(Kind.ODD),
                pool.reference(Kind.CATEGORY),
                pool.reference(Kind.ANNOTATIONS),
                "[]",
                "[null]");
  }

  private Value button() {
    return Value.of(
        "<</FT/Btn/T("
            + pool.word()
            + ")/Type/Annot/Subtype/Widget/F 4/Rect"
            + (pool.honest || dice.in100(70) ? rectangle() : "[0 0 " + WIDTH + " " + HEIGHT + "]")
            + "/AP<</N<</Yes "
            + pool.reference(Kind.STATE_LOOK)
            + (dice.in100(60) ? "/Off " + pool.reference(Kind.STATE_LOOK) : "")
            + ">>>>/AS/Off/V/Off"
            + (dice.in100(20) ? "/Opt[(" + pool.word() + ")]" : "")
            + more()
            + ">>");
  }

  private Value annotations() {
    List<String> found = new ArrayList<>();
    for (int i = dice.between(0, 3); i > 0; i--) {
      found.add(
          pool.reference(dice.one(Kind.NOTE, Kind.TEXT_FIELD, Kind.BUTTON, Kind.EMPTY_FIELD)));
    }
    return Value.of("[" + String.join(" ", found) + "]");
  }

  Value note() {
    if (pool.wide) {
      return noted(places.note(), "");
    }
    String kind =
        dice.one(
            "Text", "FreeText", "Square", "Highlight", "Link", "Stamp", "Ink", "Popup", "Line");
    return noted(
        kind + "/Rect" + rectangle(),
        (kind.equals("Ink") ? "/InkList[[20 20 60 40 90 20]]" : "")
            + (kind.equals("Line") ? "/L[20 30 90 60]" : "")
            + (kind.equals("FreeText") ? "/DA(/F 10 Tf 0 g)" : ""));
  }

  private Value noted(String placed, String painted) {
    return Value.of(
        "<</Type/Annot/Subtype/"
            + placed
            + "/Contents("
            + pool.word()
            + ")"
            + "/F "
            + dice.one("4", "2", "0", "32")
            + (dice.in100(60) ? "/AP " + look("") : "")
            + (dice.in100(30) ? "/A " + pool.reference(Kind.ACTION) : "")
            + (dice.in100(20) ? "/P " + pool.reference(Kind.PAGE) : "")
            + (dice.in100(20) ? "/Popup " + pool.reference(Kind.NOTE) : "")
            + painted
            + more()
            + ">>");
  }

  private Value action() {
    return Value.of(
        dice.one(
            "<</S/URI/URI(http://" + pool.word() + ".example)>>",
            "<</S/GoTo/D["
                + pool.reference(Kind.PAGE)
                + "/Fit]/X1 "
                + pool.reference(Kind.DRAWING)
                + ">>",
            "<</S/JavaScript/JS(a=" + pool.word() + ")>>",
            "<</S/Named/N/NextPage/X1 " + pool.reference(Kind.DRAWING) + ">>"));
  }

  private Value odd() {
    String one = pool.reference(Kind.DRAWING);
    String two = pool.reference(Kind.DRAWING);
    return dice.one(
        Value.stream("/X1 " + one + "/N " + two + "/V " + two, ""),
        Value.stream("/X1 " + one, paint(150, 120, pool.word())),
        Value.of("[" + one + "]"),
        Value.of("[" + one + " " + two + "]"),
        Value.of("<</X1 " + one + "/V " + two + "/K " + one + ">>"),
        Value.of(one),
        Value.of("null"),
        Value.of("[" + pool.reference(Kind.TEXT_FIELD) + "]"));
  }
}
