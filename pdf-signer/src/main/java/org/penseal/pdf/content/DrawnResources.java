// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.jspecify.annotations.Nullable;

/**
 * The resources that names in content refer to (ISO 32000-2, 7.8.3). If one is missing, some
 * readers look for it elsewhere.
 *
 * @param own resources of the page or form itself
 * @param read functions and profiles of colours that were read before
 */
record DrawnResources(@Nullable COSBase own, Set<Object> read) {
  private static final List<String> PROCESS = List.of("Cyan", "Magenta", "Yellow", "Black");
  // By the number of colours; none has two.
  private static final List<COSName> DEVICES =
      List.of(COSName.DEVICEGRAY, COSName.PATTERN, COSName.DEVICERGB, COSName.DEVICECMYK);
  private static final List<Integer> TYPES =
      List.of(ColorSpace.TYPE_GRAY, -1, ColorSpace.TYPE_RGB, ColorSpace.TYPE_CMYK);
  private static final int MOST_PROFILE_BYTES = 1 << 24;
  private static final int MOST_TABLE_BYTES = 1 << 16;
  private static final float NEAR = 0.4f;
  private static final float MOST_GAMMA = 3;
  private static final Set<String> OF_INKS = Set.of("Separation", "DeviceN");
  private static final Set<String> CALIBRATED = Set.of("CalGray", "CalRGB", "ICCBased");

  /** With nothing read before. */
  DrawnResources(@Nullable COSBase own) {
    this(own, new HashSet<>());
  }

  COSBase find(COSName category, String name) throws Ambiguous {
    if (own instanceof COSDictionary all
        && !(own instanceof COSStream)
        && all.getDictionaryObject(category) instanceof COSDictionary found
        && !(found instanceof COSStream)
        && found.getDictionaryObject(COSName.getPDFName(name)) instanceof COSBase value) {
      return value;
    }
    throw new Ambiguous("no " + category.getName());
  }

  COSDictionary dictionary(COSName category, String name) throws Ambiguous {
    if (find(category, name) instanceof COSDictionary found && !(found instanceof COSStream)) {
      return found;
    }
    throw new Ambiguous("no " + category.getName());
  }

  /**
   * A colour space.
   *
   * @param components of a colour
   * @param pattern whether it is a pattern's, with that many components of its own
   * @param overprinted whether a colour may leave what lies below, where overprinting is on
   * @param last the last number of a colour in a table; -1 for no table
   */
  record Space(int components, boolean pattern, boolean overprinted, int last) {
    Space(int components, boolean pattern, boolean overprinted) {
      this(components, pattern, overprinted, -1);
    }

    Space(int components, boolean pattern) {
      this(components, pattern, components == 4);
    }

    /** Whether some numbers are a colour of it. */
    boolean has(List<Object> numbers) {
      return numbers.size() == components
          && (last < 0
              || numbers.getFirst() instanceof Long colour && colour >= 0 && colour <= last);
    }
  }

  /** A space of the device, as far as the page does not put another in its place. */
  Space device(int components) throws Ambiguous, IOException {
    COSName other =
        components == 1
            ? COSName.getPDFName("DefaultGray")
            : COSName.getPDFName(components == 3 ? "DefaultRGB" : "DefaultCMYK");
    if (own instanceof COSDictionary all
        && all.getDictionaryObject(COSName.COLORSPACE) instanceof COSDictionary spaces
        && spaces.getDictionaryObject(other) instanceof COSBase instead) {
      boolean plain =
          instead instanceof COSArray array
              && array.size() == 2
              && array.getObject(0) instanceof COSName family
              && CALIBRATED.contains(family.getName())
              && space(instead).components == components;
      if (!plain) {
        throw new Ambiguous("colours instead of a device's");
      }
    }
    return new Space(components, false);
  }

  Space space(String name) throws Ambiguous, IOException {
    return switch (name) {
      case "DeviceGray" -> device(1);
      case "DeviceRGB" -> device(3);
      case "DeviceCMYK" -> device(4);
      case "Pattern" -> new Space(0, true);
      default -> space(find(COSName.COLORSPACE, name));
    };
  }

  Space space(COSBase value) throws Ambiguous, IOException {
    if (value instanceof COSName device && device.getName().startsWith("Device")
        || COSName.PATTERN.equals(value)) {
      return space(((COSName) value).getName());
    }
    if (!(value instanceof COSArray array)
        || array.size() == 0
        || !(array.getObject(0) instanceof COSName family)) {
      throw new Ambiguous("a colour space");
    }
    COSBase second = array.size() > 1 ? array.getObject(1) : null;
    return switch (family.getName()) {
      case "DeviceGray", "DeviceRGB", "DeviceCMYK" -> space(family.getName());
      case "CalGray", "CalRGB", "Lab" -> calibrated(family.getName(), second);
      case "Indexed" -> indexed(array);
      case "Separation" -> {
        requireOwn(requireInk(second).getName(), array);
        requireFunction(array, 1, 0);
        yield new Space(1, false, true);
      }
      case "ICCBased" -> new Space(profile(second), false);
      case "DeviceN" -> {
        COSArray inks = second instanceof COSArray names ? names : new COSArray();
        for (int i = 0; i < inks.size(); i++) {
          requireInk(inks.getObject(i));
        }
        requireFunction(array, inks.size(), 0);
        yield new Space(inks.size(), false, true);
      }
      case "Pattern" -> new Space(second == null ? 0 : space(second).components, true);
      default -> throw new Ambiguous("a colour space");
    };
  }

  /** Whether colours of a space are those that a function makes of its inks. */
  static boolean isOfInks(COSArray space) {
    return space.size() > 0
        && space.getObject(0) instanceof COSName family
        && OF_INKS.contains(family.getName());
  }

  /**
   * Requires a function that makes colours of inks.
   *
   * @param turns as {@link DrawnFunction}
   */
  void requireFunction(COSArray space, int inks, int turns) throws Ambiguous, IOException {
    // MuPDF goes by the colorants of several inks where they have any, others by the function.
    boolean more =
        space.size() > 4
            && !(space.getObject(4) instanceof COSDictionary attributes
                && attributes.getDictionaryObject(COSName.COLORANTS) == null
                && attributes.getDictionaryObject(COSName.PROCESS) == null);
    if (inks == 0 || space.size() < 4 || more || !(space.getObject(2) instanceof COSBase other)) {
      throw new Ambiguous("inks");
    }
    int colours = space(other).components;
    new DrawnFunction(inks, colours, turns, read).require(space.getObject(3), new float[] {0, 1});
  }

  // MuPDF reckons with all of it, PDFBox and poppler with some.
  private static Space calibrated(String family, @Nullable COSBase base) throws Ambiguous {
    if (!(base instanceof COSDictionary found)) {
      throw new Ambiguous("calibrated colours");
    }
    float[] white = ContentReading.numbers(found.getDictionaryObject(COSName.WHITE_POINT), 3);
    boolean fits = isNear(white[0], 1) && isNear(white[1], 1) && isNear(white[2], 1);
    COSBase gamma = found.getDictionaryObject(COSName.GAMMA);
    if (gamma != null && family.equals("CalRGB")) {
      for (float each : ContentReading.numbers(gamma, 3)) {
        fits &= each >= 1 && each <= MOST_GAMMA;
      }
    } else if (gamma != null) {
      float each = gamma instanceof COSNumber number ? number.floatValue() : 0;
      fits &= each >= 1 && each <= MOST_GAMMA;
    }
    COSBase matrix = found.getDictionaryObject(COSName.MATRIX);
    if (matrix != null) {
      float[] m = ContentReading.numbers(matrix, 9);
      for (int i = 0; i < 3; i++) {
        fits &= Math.abs(m[i] + m[i + 3] + m[i + 6] - white[i]) <= NEAR / 2;
      }
    }
    if (!fits) {
      throw new Ambiguous("calibrated colours");
    }
    return new Space(family.equals("CalGray") ? 1 : 3, false);
  }

  private static boolean isNear(float one, float other) {
    return Math.abs(one - other) <= NEAR;
  }

  // Some readers paint nothing for the ink None, some go by the function of it.
  private static COSName requireInk(@Nullable COSBase name) throws Ambiguous {
    if (!(name instanceof COSName ink) || ink.equals(COSName.NONE)) {
      throw new Ambiguous("an ink");
    }
    return ink;
  }

  // Poppler paints process inks as themselves, whatever the tint transform makes of them.
  private static void requireOwn(String ink, COSArray space) throws Ambiguous {
    int index = PROCESS.indexOf(ink);
    if (index < 0) {
      return;
    }
    float[] full = new float[PROCESS.size()];
    full[index] = 1;
    boolean plain =
        space.size() == 4
            && COSName.DEVICECMYK.equals(space.getObject(2))
            && space.getObject(3) instanceof COSDictionary function
            && function.getInt(COSName.FUNCTION_TYPE) == 2
            && function.getFloat(COSName.N, 0) == 1
            && function.getDictionaryObject(COSName.C0) instanceof COSArray none
            && function.getDictionaryObject(COSName.C1) instanceof COSArray all
            && Arrays.equals(none.toFloatArray(), new float[PROCESS.size()])
            && Arrays.equals(all.toFloatArray(), full);
    if (!plain) {
      throw new Ambiguous("an ink of a press");
    }
  }

  private Space indexed(COSArray array) throws Ambiguous, IOException {
    if (array.size() == 4
        && array.getObject(2) instanceof COSInteger last
        && last.longValue() >= 0
        && last.longValue() <= 255
        && array.getObject(1) instanceof COSBase base) {
      int colours = space(base).components;
      int length =
          array.getObject(3) instanceof COSStream table
              ? StrictData.of(table, MOST_TABLE_BYTES).length
              : array.getObject(3) instanceof COSString table ? table.getBytes().length : 0;
      if (length >= (last.intValue() + 1) * colours) {
        return new Space(1, false, colours == 4, last.intValue());
      }
    }
    throw new Ambiguous("a table of colours");
  }

  // Of a profile that is none, or for other colours, some readers take the alternate and some the
  // device's; PDFBox knows one of the device's by its name.
  private int profile(@Nullable COSBase base) throws Ambiguous, IOException {
    if (!(base instanceof COSStream stream)
        || !(stream.getDictionaryObject(COSName.N) instanceof COSInteger number)
        || number.longValue() < 1
        || number.longValue() > DEVICES.size()) {
      throw new Ambiguous("a profile of colours");
    }
    int colours = number.intValue();
    if (read.contains(stream)) {
      return colours;
    }
    COSBase other = stream.getDictionaryObject(COSName.ALTERNATE);
    boolean fits = other == null || DEVICES.get(colours - 1).equals(other);
    if (stream.containsKey(COSName.RANGE)) {
      float[] range =
          ContentReading.numbers(stream.getDictionaryObject(COSName.RANGE), 2 * colours);
      for (int i = 0; i < range.length; i++) {
        fits &= range[i] == i % 2;
      }
    }
    byte[] data = StrictData.of(stream, MOST_PROFILE_BYTES);
    if (!fits || !isLikeDevice(new ICC_ColorSpace(ICC_Profile.getInstance(data)), colours)) {
      throw new Ambiguous("a profile of colours");
    }
    read.add(stream);
    return colours;
  }

  private static boolean isLikeDevice(ICC_ColorSpace space, int colours) {
    boolean like = space.getNumComponents() == colours && TYPES.get(colours - 1) == space.getType();
    int steps = colours == 1 ? 16 : colours == 3 ? 4 : 2;
    float[] colour = new float[colours];
    for (int at = 0; like && at < Math.pow(steps + 1, colours); at++) {
      for (int i = 0, left = at; i < colours; i++, left /= steps + 1) {
        colour[i] = (float) (left % (steps + 1)) / steps;
      }
      like = Math.abs(light(space.toRGB(colour)) - light(colour)) <= NEAR;
    }
    return like;
  }

  private static double light(float[] colour) {
    if (colour.length == 1) {
      return colour[0];
    }
    double three = 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2];
    return colour.length == 3 ? three : (1 - three) * (1 - colour[3]);
  }
}
