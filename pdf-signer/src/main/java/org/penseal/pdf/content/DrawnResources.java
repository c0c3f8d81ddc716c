// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.content;

import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.cos.COSStream;
import org.jspecify.annotations.Nullable;

/**
 * What names in content stand for (ISO 32000-2, 7.8.3). Where it is missing, some readers look
 * elsewhere.
 *
 * @param own resources of the page or form itself
 */
record DrawnResources(@Nullable COSBase own) {
  private static final Set<String> DESCRIBED =
      Set.of("CreatorInfo", "PageElement", "Language", "User");

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

  /** Readers agree about a group that the configuration switches, and about nothing more. */
  static void requirePlainLayer(@Nullable COSBase layer) throws Ambiguous {
    if (!(layer instanceof COSDictionary group)
        || !COSName.OCG.equals(group.getDictionaryObject(COSName.TYPE))) {
      throw new Ambiguous("a layer");
    }
    COSBase usage = group.getDictionaryObject(COSName.getPDFName("Usage"));
    if (usage != null
        && !(usage instanceof COSDictionary uses
            && uses.keySet().stream().allMatch(each -> DESCRIBED.contains(each.getName())))) {
      throw new Ambiguous("the usage of a layer");
    }
  }

  /**
   * A colour space.
   *
   * @param components of a colour
   * @param pattern whether it is a pattern's, with that many components of its own
   */
  record Space(int components, boolean pattern) {}

  Space space(String name) throws Ambiguous {
    return switch (name) {
      case "DeviceGray" -> new Space(1, false);
      case "DeviceRGB" -> new Space(3, false);
      case "DeviceCMYK" -> new Space(4, false);
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
      case "CalGray", "Indexed", "Separation" -> new Space(1, false);
      case "CalRGB", "Lab" -> new Space(3, false);
      case "ICCBased" -> new Space(components(second), false);
      case "DeviceN" -> new Space(second instanceof COSArray names ? names.size() : 0, false);
      case "Pattern" -> new Space(second == null ? 0 : space(second).components, true);
      default -> throw new Ambiguous("a colour space");
    };
  }

  private static int components(@Nullable COSBase profile) throws Ambiguous {
    if (profile instanceof COSStream stream
        && stream.getDictionaryObject(COSName.N) instanceof COSNumber number) {
      return number.intValue();
    }
    throw new Ambiguous("a profile of colours");
  }
}
