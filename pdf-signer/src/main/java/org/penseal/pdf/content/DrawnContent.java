// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSBoolean;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.penseal.pdf.content.ContentReading.Spot;
import org.penseal.pdf.content.ContentScanner.JoinedContent;
import org.penseal.pdf.content.DrawnPath.Box;
import org.penseal.pdf.content.DrawnResources.Space;
import org.penseal.pdf.content.GraphicsState.State;
import org.penseal.pdf.raw.Value;

/** Follows the operators of one content, and what they name. */
final class DrawnContent {
  /** What the content draws. */
  enum Kind {
    PAGE,
    FORM,
    /** A tile without colours of its own. */
    STENCIL,
    GLYPH
  }

  private static final int DEEPEST = 256;
  // Higher text rendering modes also clip, even where no letter paints anything.
  private static final int LAST_MODE = 3;
  private static final float[] UNIT = {0, 0, 1, 1};
  private static final Set<String> CLOSING = Set.of("s", "b", "b*");
  private static final Set<String> STROKING = Set.of("S", "s", "B", "B*", "b", "b*");
  private static final Set<String> FILLING = Set.of("f", "F", "f*", "B", "B*", "b", "b*");
  private static final Set<String> COLOURS =
      Set.of("g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh");

  private final ContentReading reading;
  private final DrawnResources resources;
  private final Kind kind;
  private final Deque<State> saved = new ArrayDeque<>();
  private final List<InlineImage> images = new ArrayList<>();
  private final Transform base;
  private State state;
  private Syntax.Place place = Syntax.Place.PAGE;
  private int marked;
  private int compatible;
  private int count;
  private boolean colourless;
  private Box glyph = Box.EVERYWHERE;
  private final DrawnPath path = new DrawnPath();
  private boolean segments;
  private final TextPlace text = new TextPlace();

  /**
   * @param spot where it is drawn
   */
  DrawnContent(ContentReading reading, DrawnResources resources, Kind kind, Spot spot) {
    this.reading = reading;
    this.resources = resources;
    this.kind = kind;
    this.colourless = kind == Kind.STENCIL;
    Space first = kind == Kind.PAGE ? new Space(1, false) : null;
    this.base = spot.page();
    this.state =
        new State(
            spot.page(),
            null,
            0,
            first,
            first,
            false,
            spot.clip(),
            spot.mask(),
            spot.line(),
            spot.faint());
  }

  void read(JoinedContent content) throws Ambiguous, IOException {
    ContentScanner scanner = new ContentScanner(content);
    List<Object> operands = new ArrayList<>();
    for (Object token = scanner.next(); token != null; token = scanner.next()) {
      if (!(token instanceof ContentScanner.Operator operator)) {
        operands.add(token);
      } else if (operator.name().equals("BI")) {
        Syntax.of("Do").require("BI", place, List.of(new Value.Name("")));
        requireMetrics(false);
        requirePaint(Box.of(UNIT, state.page()));
        layer(Box.of(UNIT, state.page()));
        images.add(InlineImage.read(scanner, content, operands, resources));
        requireStencil(images.getLast().mask());
        count++;
      } else {
        Syntax.of(operator.name()).require(operator.name(), place, operands);
        apply(operator.name(), operands);
        count++;
        operands.clear();
      }
    }
    if (place != Syntax.Place.PAGE
        || !operands.isEmpty()
        || !saved.isEmpty()
        || marked + compatible != 0
        || kind == Kind.GLYPH && count == 0) {
      throw new Ambiguous("content that breaks off");
    }
    if (!images.isEmpty()) {
      InlineImage.requireSame(images, content.bytes());
    }
  }

  private void apply(String operator, List<Object> operands) throws Ambiguous, IOException {
    requireMetrics(operator.equals("d0") || operator.equals("d1"));
    if (colourless && COLOURS.contains(operator)) {
      throw new Ambiguous("colours of a glyph that has none");
    }
    switch (operator) {
      case "q" -> {
        saved.push(state);
        if (saved.size() > DEEPEST) {
          throw new Ambiguous("too deep");
        }
      }
      case "Q" -> {
        requireOpen(saved.size());
        state = saved.pop();
      }
      case "cm" -> state = state.at(Transform.of(operands).then(state.page()));
      case "M" -> {
        if (((Number) operands.getFirst()).doubleValue() > GraphicsState.MOST_MITER) {
          throw new Ambiguous("operands of M");
        }
      }
      case "w", "d" -> state = state.line(state.line().after(operator, operands.getFirst()));
      case "BT" -> {
        if (colourless) {
          throw new Ambiguous("text in a glyph");
        }
        place = Syntax.Place.TEXT;
        text.begin();
      }
      case "m", "l", "c", "v", "y", "h", "re" -> path(operator, operands);
      case "W", "W*" -> {
        if (!segments) {
          throw new Ambiguous("a clip by nothing");
        }
        place = Syntax.Place.CLIP;
      }
      case "ET", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n" -> {
        boolean strokes = STROKING.contains(operator);
        if (strokes) {
          reading.stroke(path, CLOSING.contains(operator));
        }
        if (segments && !operator.equals("n")) {
          requirePaint(path.box());
          reading.paint(path, FILLING.contains(operator), strokes, state);
        }
        if (place == Syntax.Place.CLIP) {
          path.requireArea();
          state = state.clip(path.box());
        }
        place = Syntax.Place.PAGE;
        segments = false;
        path.clear();
      }
      case "BMC", "BDC" -> {
        marked++;
        reading.layers().mark(operands, resources);
      }
      case "EMC" -> requireOpen(marked--);
      case "BX" -> compatible++;
      case "EX" -> requireOpen(compatible--);
      case "d1" -> {
        colourless = true;
        glyph = glyphBox(operands);
      }
      case "J", "j", "Tr" -> {
        if ((long) operands.getFirst() < 0
            || (long) operands.getFirst() > (operator.equals("Tr") ? LAST_MODE : 2)) {
          throw new Ambiguous("operands of " + operator);
        }
        reading.style(operator, (long) operands.getFirst());
        state =
            operator.equals("J") ? state.line(state.line().after("J", operands.getFirst())) : state;
      }
      default -> {
        if (!colour(operator, operands) && !text(operator, operands)) {
          named(operator, operands);
        }
      }
    }
  }

  private void path(String operator, List<Object> operands) throws Ambiguous {
    place = Syntax.Place.PATH;
    segments |= !operator.equals("m");
    state.page().requireNear(operands);
    path.follow(operator, operands, state.page());
    if (operator.equals("re")) {
      double x =
          ((Number) operands.get(0)).doubleValue() + ((Number) operands.get(2)).doubleValue();
      double y =
          ((Number) operands.get(1)).doubleValue() + ((Number) operands.get(3)).doubleValue();
      state.page().requireNear(x, y);
    }
  }

  private static Box glyphBox(List<Object> operands) {
    double[] n = operands.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
    Box box = Box.of(n[2], n[3], n[4], n[5]);
    return box.isEmpty() ? Box.EVERYWHERE : box.rounded();
  }

  // Poppler paints nothing of a Type 3 glyph outside its box.
  private void requirePaint(Box box) throws Ambiguous {
    state.requirePaint();
    if (!glyph.equals(Box.EVERYWHERE)) {
      box.requireWithin(glyph);
    }
  }

  // Of an image in a glyph without colours poppler paints all, in the colour of the text.
  private void requireStencil(boolean mask) throws Ambiguous {
    if (colourless && !mask) {
      throw new Ambiguous("colours of a glyph that has none");
    }
  }

  // They come first in a glyph, and nowhere else (9.6.4).
  private void requireMetrics(boolean metrics) throws Ambiguous {
    if (metrics != (kind == Kind.GLYPH && count == 0)) {
      throw new Ambiguous("metrics of a glyph");
    }
  }

  private static void requireOpen(int count) throws Ambiguous {
    if (count <= 0) {
      throw new Ambiguous("an end of nothing");
    }
  }

  private static String name(List<Object> operands) {
    return ((Value.Name) operands.getLast()).text();
  }

  private boolean colour(String operator, List<Object> operands) throws Ambiguous, IOException {
    boolean strokes = Character.isUpperCase(operator.charAt(0));
    switch (operator) {
      case "g", "G" -> state = state.colour(strokes, resources.device(1));
      case "rg", "RG" -> state = state.colour(strokes, resources.device(3));
      case "k", "K" -> {
        boolean black = isBlack(operands);
        state = state.colour(strokes, new Space(resources.device(4).components(), false, !black));
      }
      case "cs", "CS" -> state = state.colour(strokes, resources.space(name(operands)));
      case "sc", "SC", "scn", "SCN" -> {
        Space space = strokes ? state.stroke() : state.fill();
        boolean named = !operands.isEmpty() && operands.getLast() instanceof Value.Name;
        int numbers = operands.size() - (named ? 1 : 0);
        if (space == null || named != space.pattern() || !space.has(operands.subList(0, numbers))) {
          throw new Ambiguous("operands of " + operator);
        }
        if (named) {
          pattern(resources.find(COSName.PATTERN, name(operands)));
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  // Solid black covers what it is printed over, also with overprinting.
  private static boolean isBlack(List<Object> inks) {
    double[] n = inks.stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
    return n[0] == 0 && n[1] == 0 && n[2] == 0 && n[3] == 1;
  }

  private void pattern(COSBase pattern) throws Ambiguous, IOException {
    int type = pattern instanceof COSDictionary found ? found.getInt(COSName.PATTERN_TYPE) : 0;
    if (type == 1 && pattern instanceof COSStream tile) {
      DrawnShading.requireSteps(tile, ContentReading.matrix(tile).then(base));
      reading.tile(tile, base);
    } else if (type == 2 && !(pattern instanceof COSStream)) {
      new DrawnShading(resources)
          .require(((COSDictionary) pattern).getDictionaryObject(COSName.SHADING), true);
    } else {
      throw new Ambiguous("a pattern");
    }
  }

  private boolean text(String operator, List<Object> operands) throws Ambiguous, IOException {
    text.follow(operator, operands, state.page());
    switch (operator) {
      case "Tc", "Tw", "Ts", "TL" ->
          text.requireNear(((Number) operands.getFirst()).doubleValue(), state.page());
      case "Tz" -> {
        if (((Number) operands.getFirst()).doubleValue() <= 0) {
          throw new Ambiguous("operands of Tz");
        }
      }
      case "Tf" -> {
        String name = ((Value.Name) operands.getFirst()).text();
        DrawnFont font = reading.font(resources.dictionary(COSName.FONT, name));
        double size = ((Number) operands.getLast()).doubleValue();
        text.requireNear(size, state.page());
        state = state.with(font, size);
      }
      case "Tj", "'", "\"" -> shown(operands.getLast());
      case "TJ" -> {
        for (Object each : (List<?>) operands.getFirst()) {
          shown(each);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void layer(Box box) throws Ambiguous {
    if (state.faint().any()) {
      reading.layer(box, state);
    }
  }

  private void shown(Object operand) throws Ambiguous, IOException {
    if (operand instanceof Number back) {
      text.requireNear(back.doubleValue() / 1000 * state.size(), state.page());
    }
    if (operand instanceof byte[] string && string.length > 0) {
      DrawnFont font = state.font();
      if (font == null || state.size() == 0) {
        throw new Ambiguous("text without a font");
      }
      requirePaint(glyph);
      if (text.isMoved()) {
        layer(text.box(state.size(), state.page()));
      }
      font.shows(string, reading);
      if (!font.isWhole()) {
        text.requireRounded(string.length, state.size(), state.page());
      }
    }
  }

  private void named(String operator, List<Object> operands) throws Ambiguous, IOException {
    switch (operator) {
      case "gs" -> {
        COSDictionary named = resources.dictionary(COSName.EXT_G_STATE, name(operands));
        GraphicsState.require(named, reading, state.page());
        reading.style("J", named.getInt(COSName.LC, 0));
        state = state.with(named);
      }
      case "sh" -> {
        COSBase shading = resources.find(COSName.SHADING, name(operands));
        new DrawnShading(resources).require(shading, false);
        state.requirePaint();
        layer(state.clip());
      }
      case "Do" -> object(resources.find(COSName.XOBJECT, name(operands)));
      default -> {
        // The other operators name no resource.
      }
    }
  }

  private void object(COSBase object) throws Ambiguous, IOException {
    if (!(object instanceof COSStream stream)) {
      throw new Ambiguous("no object to draw");
    }
    if (stream.containsKey(COSName.OC)) {
      reading.layers().requirePlain(stream.getDictionaryObject(COSName.OC));
    }
    COSBase subtype = stream.getDictionaryObject(COSName.SUBTYPE);
    if (COSName.FORM.equals(subtype)) {
      if (state.overprint() || colourless) {
        throw new Ambiguous("a form in a glyph, or printed over");
      }
      reading.form(stream, Spot.of(state));
    } else if (COSName.IMAGE.equals(subtype)) {
      requirePaint(Box.of(UNIT, state.page()));
      if (stream.containsKey(COSName.SMASK) || state.faint().any()) {
        reading.layer(Box.of(UNIT, state.page()), state);
      }
      requireStencil(COSBoolean.TRUE.equals(stream.getDictionaryObject(COSName.IMAGE_MASK)));
      DrawnImage.requireEntries(stream, resources);
    } else {
      throw new Ambiguous("an object of another kind");
    }
  }
}
