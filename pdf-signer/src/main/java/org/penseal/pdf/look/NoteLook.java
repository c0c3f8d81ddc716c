// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.look;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jspecify.annotations.Nullable;
import org.penseal.pdf.stream.BoundedStream;
import org.penseal.pdf.stream.ContentParser;

/** Whether an annotation does no more than mark or remark. */
public final class NoteLook {
  private static final Set<String> PLAIN =
      Set.of("Text", "Popup", "Highlight", "Underline", "StrikeOut", "Squiggly", "Ink", "Link");
  private static final Set<String> LEADING = Set.of("URI", "GoTo");
  private static final int MOST_LOOKS = 64;
  private static final int LARGEST_BYTES = 1 << 16;
  // How much of the box a border takes.
  private static final double EDGE = 0.15;
  private static final double WIDEST_EDGE_POINTS = 8;
  private static final double WIDEST_LINE_POINTS = 4;
  private static final double LIGHT = 0.5;
  private static final Set<String> FILLING = Set.of("f", "F", "f*", "B", "B*", "b", "b*");
  private static final double LEAST_WIDTH = 16;
  private static final double LEAST_HEIGHT = 8;
  private static final Set<String> WRAPPING = Set.of("q", "Q", "gs", "BMC", "EMC");
  private static final Set<String> COLOURING = Set.of("g", "rg", "k", "cs", "sc", "scn");

  private NoteLook() {}

  /** Whether it may do something when it is touched or seen. */
  public static boolean acts(COSDictionary annotation) {
    COSDictionary action = annotation.getCOSDictionary(COSName.A);
    boolean leads =
        action == null
            || !action.containsKey(COSName.getPDFName("Next"))
                && LEADING.contains(String.valueOf(action.getNameAsString(COSName.S)));
    return !leads || annotation.containsKey(COSName.AA);
  }

  /** Whether it may cover or pretend content: by its kind, or by what its appearance paints. */
  public static boolean mayHide(COSDictionary annotation) {
    return !PLAIN.contains(String.valueOf(annotation.getNameAsString(COSName.SUBTYPE)))
        || anyLook(annotation, NoteLook::paints);
  }

  /**
   * Whether a field that nobody has signed looks like more than most programs give it: a ground and
   * a border, or nothing.
   */
  public static boolean mayPretend(COSDictionary unsigned) {
    return anyLook(unsigned, look -> isSmall(unsigned) || paints(look) || isDrawing(look));
  }

  // A ground and a border may be a sign.
  private static boolean isSmall(COSDictionary unsigned) {
    COSArray rectangle = unsigned.getCOSArray(COSName.RECT);
    if (rectangle == null || rectangle.size() != 4) {
      return true;
    }
    PDRectangle place = new PDRectangle(rectangle);
    boolean empty = place.getWidth() <= 0 || place.getHeight() <= 0;
    return !empty && (place.getWidth() < LEAST_WIDTH || place.getHeight() < LEAST_HEIGHT);
  }

  private static boolean anyLook(COSDictionary annotation, Predicate<COSStream> wanted) {
    Deque<COSBase> open = new ArrayDeque<>();
    COSBase looks = annotation.getDictionaryObject(COSName.AP);
    if (looks != null) {
      open.push(looks);
    }
    int count = 0;
    while (!open.isEmpty()) {
      COSBase base = open.pop();
      if (++count > MOST_LOOKS || base instanceof COSStream stream && wanted.test(stream)) {
        return true;
      }
      if (base instanceof COSDictionary states && !(base instanceof COSStream)) {
        for (COSName name : states.keySet()) {
          COSBase next = states.getDictionaryObject(name);
          if (next != null) {
            open.push(next);
          }
        }
      }
    }
    return false;
  }

  private static boolean paints(COSStream look) {
    try {
      COSStream within = wrapped(look);
      ShownText shown = ShownText.of(within == null ? look : within, null);
      return shown.paintsMore() || shown.text() == null || !shown.text().isBlank();
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }

  // Programs put a mark into a form of its own, which they paint in a state that lets words be
  // seen; null for an appearance that is not written so.
  private static @Nullable COSStream wrapped(COSStream look) throws IOException {
    COSDictionary resources = look.getCOSDictionary(COSName.RESOURCES);
    COSDictionary forms = resources == null ? null : resources.getCOSDictionary(COSName.XOBJECT);
    if (forms == null) {
      return null;
    }
    COSStream found = null;
    COSName named = null;
    for (Object token : new ContentParser(BoundedStream.of(look, LARGEST_BYTES)).parse()) {
      if (token instanceof COSName name) {
        named = name;
      } else if (token instanceof Operator operator && operator.getName().equals("Do")) {
        boolean second = found != null;
        found = second || named == null ? null : forms.getCOSStream(named);
        if (found == null || !COSName.FORM.equals(found.getDictionaryObject(COSName.SUBTYPE))) {
          return null;
        }
      } else if (token instanceof Operator operator && !WRAPPING.contains(operator.getName())) {
        return null;
      }
    }
    return found;
  }

  // A path with other points than a ground or a border has, or a graphics state that changes what
  // is seen.
  private static boolean isDrawing(COSStream look) {
    try {
      COSArray array = look.getCOSArray(COSName.BBOX);
      if (array == null || array.size() != 4 || ShownText.of(look, null).doubtful()) {
        return true;
      }
      PDRectangle box = new PDRectangle(array);
      List<Float> numbers = new ArrayList<>();
      boolean dark = true;
      for (Object token : new ContentParser(BoundedStream.of(look, LARGEST_BYTES)).parse()) {
        if (token instanceof COSNumber number) {
          numbers.add(number.floatValue());
        } else if (token instanceof COSArray dashes && dashes.size() > 0) {
          return true;
        } else if (token instanceof Operator operator) {
          String name = operator.getName();
          if (!keepsToCorners(name, numbers, box) || dark && FILLING.contains(name)) {
            return true;
          }
          if (COLOURING.contains(name)) {
            dark = numbers.size() > 3 || numbers.stream().anyMatch(each -> each < LIGHT);
          }
          numbers.clear();
        }
      }
      return false;
    } catch (IOException | RuntimeException e) {
      return true;
    }
  }

  private static boolean keepsToCorners(String operator, List<Float> n, PDRectangle box) {
    return switch (operator) {
      case "cm", "gs", "c", "v", "y" -> false;
      case "w" -> n.size() == 1 && n.getFirst() <= WIDEST_LINE_POINTS;
      case "m", "l" -> n.size() == 2 && isInCorner(n.get(0), n.get(1), box);
      case "re" ->
          n.size() == 4
              && isInCorner(n.get(0), n.get(1), box)
              && isInCorner(n.get(0) + n.get(2), n.get(1) + n.get(3), box);
      default -> true;
    };
  }

  private static boolean isInCorner(float x, float y, PDRectangle box) {
    return Math.min(Math.abs(x - box.getLowerLeftX()), Math.abs(x - box.getUpperRightX()))
            <= Math.min(EDGE * box.getWidth(), WIDEST_EDGE_POINTS)
        && Math.min(Math.abs(y - box.getLowerLeftY()), Math.abs(y - box.getUpperRightY()))
            <= Math.min(EDGE * box.getHeight(), WIDEST_EDGE_POINTS);
  }
}
