// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.inputs;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/**
 * In what capacity a value is reached from a page, an annotation or the document: it decides which
 * entries are pointers (ISO 32000-2, 12.3.2 for destinations, 12.6 for actions, 12.8.1 for
 * signatures). Everything else is a value that is followed whatever its keys are called.
 */
enum InputRole {
  /** Followed without exception. */
  VALUE,
  /** AA: events and their actions. */
  ACTIONS,
  /** An action, or several in an array. */
  ACTION,
  /** An array whose first element is a page. */
  DESTINATION,
  /** An array whose first element is a structure element. */
  ELEMENT_DESTINATION,
  /** A page, an annotation or a field that is meant and not shown; or several in an array. */
  LINK,
  /** An object that is meant and not shown, whatever it is. */
  KEY,
  /** The value of a signature field. */
  SIGNATURE,
  /** A signature reference dictionary, or several in an array. */
  REFERENCE;

  /** Whether a value has the type that the role demands; one that has not is a plain value. */
  boolean fits(COSBase value) {
    boolean dictionary = value instanceof COSDictionary && !(value instanceof COSStream);
    boolean array = value instanceof COSArray;
    return switch (this) {
      case VALUE -> true;
      case ACTIONS, SIGNATURE -> dictionary;
      case ACTION, REFERENCE -> dictionary || array;
      case DESTINATION, ELEMENT_DESTINATION, LINK -> array;
      case KEY -> false;
    };
  }

  /** The role of an entry of a dictionary in this role. */
  InputRole entry(COSName name, COSBase value) {
    return switch (this) {
      case ACTIONS -> ACTION;
      case ACTION -> inAction(name, value);
      case SIGNATURE -> name.getName().equals("Reference") ? REFERENCE : VALUE;
      case REFERENCE -> name.getName().equals("Data") ? KEY : VALUE;
      default -> VALUE;
    };
  }

  private static InputRole inAction(COSName name, COSBase value) {
    return switch (name.getName()) {
      case "Next" -> ACTION;
      case "SD" -> ELEMENT_DESTINATION;
      case "D" -> value instanceof COSArray ? DESTINATION : LINK;
      case "AN", "B", "T", "Fields" -> LINK;
      default -> VALUE;
    };
  }

  /** The role of an element of an array in this role. */
  InputRole element(int index) {
    return switch (this) {
      case ACTION, REFERENCE, LINK -> this;
      case DESTINATION -> index == 0 ? LINK : VALUE;
      case ELEMENT_DESTINATION -> index == 0 ? KEY : VALUE;
      default -> VALUE;
    };
  }
}
