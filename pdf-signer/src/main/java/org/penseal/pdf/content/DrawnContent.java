// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.content.DrawnResources.Space;
import org.penseal.pdf.raw.Value;

/** Follows the operators of one content, and what they name. */
final class DrawnContent {
  /** What the content draws. */
  enum Kind {
    PAGE,
    FORM,
    GLYPH
  }

  private static final int DEEPEST = 256;
  // The modes behind these clip, also where no letter paints anything.
  private static final int LAST_MODE = 3;
  private static final Set<String> COLOURS =
      Set.of("g", "G", "rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh");

  private final ContentReading reading;
  private final DrawnResources resources;
  private final Kind kind;
  private final Deque<State> saved = new ArrayDeque<>();
  private final List<InlineImage> images = new ArrayList<>();
  private State state;
  private Syntax.Place place = Syntax.Place.PAGE;
  private int marked;
  private int compatible;
  private int count;
  private boolean colourless;
  private boolean segments;
  private final TextPlace text = new TextPlace();

  // A null is what a form takes over, and readers need not agree about it.
  private record State(
      Transform page,
      @Nullable DrawnFont font,
      double size,
      @Nullable Space fill,
      @Nullable Space stroke) {
    State colour(boolean strokes, @Nullable Space space) {
      return strokes
          ? new State(page, font, size, fill, space)
          : new State(page, font, size, space, stroke);
    }
  }

  /**
   * @param page from its coordinates to those of the page
   */
  DrawnContent(ContentReading reading, DrawnResources resources, Kind kind, Transform page) {
    this.reading = reading;
    this.resources = resources;
    this.kind = kind;
    Space first = kind == Kind.PAGE ? new Space(1, false) : null;
    this.state = new State(page, null, 0, first, first);
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
        images.add(InlineImage.read(scanner, content, operands, resources));
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
      case "cm" -> {
        Transform page = Transform.of(operands).then(state.page);
        state = new State(page, state.font, state.size, state.fill, state.stroke);
      }
      case "BT" -> {
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
        place = Syntax.Place.PAGE;
        segments = false;
      }
      case "BMC", "BDC" -> {
        marked++;
        layer(operands);
      }
      case "EMC" -> requireOpen(marked--);
      case "BX" -> compatible++;
      case "EX" -> requireOpen(compatible--);
      case "d1" -> colourless = true;
      case "J", "j", "Tr" -> {
        if ((long) operands.getFirst() < 0
            || (long) operands.getFirst() > (operator.equals("Tr") ? LAST_MODE : 2)) {
          throw new Ambiguous("operands of " + operator);
        }
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
    state.page.requireNear(operands);
    if (operator.equals("re")) {
      double x =
          ((Number) operands.get(0)).doubleValue() + ((Number) operands.get(2)).doubleValue();
      double y =
          ((Number) operands.get(1)).doubleValue() + ((Number) operands.get(3)).doubleValue();
      state.page.requireNear(x, y);
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

  private void layer(List<Object> operands) throws Ambiguous {
    if (operands.getFirst().equals(new Value.Name("OC"))) {
      if (operands.size() != 2 || !(operands.getLast() instanceof Value.Name name)) {
        throw new Ambiguous("a layer");
      }
      DrawnResources.requirePlainLayer(resources.find(COSName.PROPERTIES, name.text()));
    }
  }

  private boolean colour(String operator, List<Object> operands) throws Ambiguous, IOException {
    boolean strokes = Character.isUpperCase(operator.charAt(0));
    switch (operator) {
      case "g", "G" -> state = state.colour(strokes, new Space(1, false));
      case "rg", "RG" -> state = state.colour(strokes, new Space(3, false));
      case "k", "K" -> state = state.colour(strokes, new Space(4, false));
      case "cs", "CS" -> state = state.colour(strokes, resources.space(name(operands)));
      case "sc", "SC", "scn", "SCN" -> {
        Space space = strokes ? state.stroke : state.fill;
        boolean named = !operands.isEmpty() && operands.getLast() instanceof Value.Name;
        int numbers = operands.size() - (named ? 1 : 0);
        if (space == null || named != space.pattern() || numbers != space.components()) {
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

  private void pattern(COSBase pattern) throws Ambiguous, IOException {
    int type = pattern instanceof COSDictionary found ? found.getInt(COSName.PATTERN_TYPE) : 0;
    if (type == 1 && pattern instanceof COSStream tile) {
      reading.form(tile, Transform.IDENTITY);
    } else if (type != 2 || pattern instanceof COSStream) {
      throw new Ambiguous("a pattern");
    }
  }

  private boolean text(String operator, List<Object> operands) throws Ambiguous, IOException {
    text.follow(operator, operands, state.page);
    switch (operator) {
      case "Tc", "Tw", "Ts", "TL" ->
          text.requireNear(((Number) operands.getFirst()).doubleValue(), state.page);
      case "Tz" -> {
        if (((Number) operands.getFirst()).doubleValue() <= 0) {
          throw new Ambiguous("operands of Tz");
        }
      }
      case "Tf" -> {
        String name = ((Value.Name) operands.getFirst()).text();
        DrawnFont font = reading.font(resources.dictionary(COSName.FONT, name));
        double size = ((Number) operands.getLast()).doubleValue();
        text.requireNear(size, state.page);
        state = new State(state.page, font, size, state.fill, state.stroke);
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

  private void shown(Object operand) throws Ambiguous, IOException {
    if (operand instanceof Number back) {
      text.requireNear(back.doubleValue() / 1000 * state.size, state.page);
    }
    if (operand instanceof byte[] string && string.length > 0) {
      DrawnFont font = state.font;
      if (font == null || state.size == 0) {
        throw new Ambiguous("text without a font");
      }
      font.shows(string, reading);
    }
  }

  private void named(String operator, List<Object> operands) throws Ambiguous, IOException {
    switch (operator) {
      case "gs" ->
          GraphicsState.require(resources.dictionary(COSName.EXT_G_STATE, name(operands)), reading);
      case "sh" -> {
        if (!(resources.find(COSName.SHADING, name(operands)) instanceof COSDictionary)) {
          throw new Ambiguous("a shading");
        }
      }
      case "Do" -> object(resources.find(COSName.XOBJECT, name(operands)));
      default -> {
        // Nothing is named.
      }
    }
  }

  private void object(COSBase object) throws Ambiguous, IOException {
    if (!(object instanceof COSStream stream)) {
      throw new Ambiguous("no object to draw");
    }
    if (stream.containsKey(COSName.OC)) {
      DrawnResources.requirePlainLayer(stream.getDictionaryObject(COSName.OC));
    }
    COSBase subtype = stream.getDictionaryObject(COSName.SUBTYPE);
    if (COSName.FORM.equals(subtype)) {
      reading.form(stream, state.page);
    } else if (!COSName.IMAGE.equals(subtype)) {
      throw new Ambiguous("an object of another kind");
    }
  }
}
