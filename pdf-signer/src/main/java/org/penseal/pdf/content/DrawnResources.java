// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.util.Arrays;
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
 */
record DrawnResources(@Nullable COSBase own) {
  private static final List<String> PROCESS = List.of("Cyan", "Magenta", "Yellow", "Black");
  private static final Set<String> CALIBRATED = Set.of("CalGray", "CalRGB", "ICCBased");

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
   */
  record Space(int components, boolean pattern, boolean overprinted) {
    Space(int components, boolean pattern) {
      this(components, pattern, components == 4);
    }
  }

  /** A space of the device, as far as the page does not put another in its place. */
  Space device(int components) throws Ambiguous {
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

  Space space(String name) throws Ambiguous {
    return switch (name) {
      case "DeviceGray" -> device(1);
      case "DeviceRGB" -> device(3);
      case "DeviceCMYK" -> device(4);
      case "Pattern" -> new Space(0, true);
      default -> space(find(COSName.COLORSPACE, name));
    };
  }

  Space space(COSBase value) throws Ambiguous {
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
      case "CalGray" -> new Space(1, false);
      case "Indexed" -> indexed(array);
      case "Separation" -> {
        requireOwn(requireInk(second).getName(), array);
        yield new Space(1, false, true);
      }
      case "CalRGB", "Lab" -> new Space(3, false);
      case "ICCBased" -> new Space(components(second), false);
      case "DeviceN" -> {
        for (int i = 0; second instanceof COSArray names && i < names.size(); i++) {
          requireInk(names.getObject(i));
        }
        yield new Space(second instanceof COSArray names ? names.size() : 0, false, true);
      }
      case "Pattern" -> new Space(second == null ? 0 : space(second).components, true);
      default -> throw new Ambiguous("a colour space");
    };
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

  private Space indexed(COSArray array) throws Ambiguous {
    if (array.size() == 4
        && array.getObject(2) instanceof COSInteger last
        && last.longValue() >= 0
        && last.longValue() <= 255
        && array.getObject(1) instanceof COSBase base) {
      int colours = space(base).components;
      boolean whole =
          !(array.getObject(3) instanceof COSString table)
              || table.getBytes().length >= (last.intValue() + 1) * colours;
      if (whole) {
        return new Space(1, false, colours == 4);
      }
    }
    throw new Ambiguous("a table of colours");
  }

  private static int components(@Nullable COSBase profile) throws Ambiguous {
    if (profile instanceof COSStream stream
        && stream.getDictionaryObject(COSName.N) instanceof COSNumber number) {
      return number.intValue();
    }
    throw new Ambiguous("a profile of colours");
  }
}
