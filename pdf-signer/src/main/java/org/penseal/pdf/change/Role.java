// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.change;

import org.apache.pdfbox.cos.COSName;

/**
 * How a position is compared where no edit is allowed. In every role but VALUE, some entries only
 * point to something that is compared elsewhere; these are named here, all others are VALUE
 * (docs/verification.md has the table).
 */
enum Role {
  /** Everything below is followed, whatever its entries are called. */
  VALUE,
  /** A pointer to a page, annotation, field or structure element: compared by its target. */
  LINK,
  /** An array of pointers, or a single one. */
  LINKS,
  /** An action, or an array of actions (ISO 32000-2, 12.6). */
  ACTION,
  /** A dictionary of actions by their triggers (12.6.3). */
  TRIGGERS,
  /** A destination or an action that opens the document (table 29). */
  OPENING,
  /** A destination: an array whose first element is a page, or a dictionary with D (12.3.2). */
  DESTINATION,
  /** Destinations by name (12.3.2.4). */
  DESTINATIONS,
  /** The catalog's name trees (7.7.4). */
  NAMES,
  /** A name tree of destinations (7.9.6). */
  DESTINATION_TREE,
  /** Names and destinations in turn, a leaf of such a tree. */
  DESTINATION_PAIRS,
  /** The outline or an item of it (12.3.3). */
  OUTLINE,
  /** Threads and beads of articles (12.4.3). */
  BEAD,
  /**
   * A structure element, an array of what it holds, a marked-content or object reference (14.7).
   */
  STRUCTURE,
  /** The trees that lead to structure elements by number or by name (14.7.5.4, 14.7.2). */
  ELEMENT_TREE,
  /** Numbers or names and elements in turn, a leaf of such a tree. */
  ELEMENT_PAIRS,
  /** A signature dictionary (12.8.1). */
  SIGNATURE,
  /** The catalog's permissions, which name signatures (table 260). */
  PERMISSIONS,
  /** A signature reference dictionary (table 256). */
  SIGNATURE_REFERENCE,
  /** Colour separations of pages (14.11.4). */
  SEPARATION,
  /** Document parts (14.12). */
  DOCUMENT_PART;

  /** The role of an entry. */
  Role entry(COSName entry) {
    String name = entry.getName();
    return switch (this) {
      case VALUE, LINK, LINKS, DESTINATION_PAIRS, ELEMENT_PAIRS -> VALUE;
      case ACTION, OPENING ->
          switch (name) {
            case "D", "SD" -> DESTINATION;
            case "Next" -> ACTION;
            case "T", "Fields", "Annotation", "AN" -> LINKS;
            default -> VALUE;
          };
      case TRIGGERS -> ACTION;
      case DESTINATION -> name.equals("D") || name.equals("SD") ? DESTINATION : VALUE;
      case DESTINATIONS -> DESTINATION;
      case NAMES -> name.equals("Dests") ? DESTINATION_TREE : VALUE;
      case DESTINATION_TREE ->
          switch (name) {
            case "Kids" -> DESTINATION_TREE;
            case "Names" -> DESTINATION_PAIRS;
            default -> VALUE;
          };
      case ELEMENT_TREE ->
          switch (name) {
            case "Kids" -> ELEMENT_TREE;
            case "Nums", "Names" -> ELEMENT_PAIRS;
            default -> VALUE;
          };
      case OUTLINE -> outline(name);
      case BEAD ->
          switch (name) {
            case "F", "N", "V", "T" -> BEAD;
            case "P" -> LINK;
            default -> VALUE;
          };
      case STRUCTURE -> structure(name);
      case PERMISSIONS -> name.equals("DocMDP") || name.equals("UR3") ? SIGNATURE : VALUE;
      case SIGNATURE -> name.equals("Reference") ? SIGNATURE_REFERENCE : VALUE;
      case SIGNATURE_REFERENCE -> name.equals("Data") ? LINK : VALUE;
      case SEPARATION -> name.equals("Pages") ? LINKS : VALUE;
      case DOCUMENT_PART ->
          switch (name) {
            case "Parent", "DParts", "DPartRootNode" -> DOCUMENT_PART;
            case "Start", "End" -> LINK;
            default -> VALUE;
          };
    };
  }

  private static Role outline(String name) {
    return switch (name) {
      case "First", "Last", "Next", "Prev", "Parent" -> OUTLINE;
      case "Dest" -> DESTINATION;
      case "A" -> ACTION;
      case "SE" -> LINK;
      default -> VALUE;
    };
  }

  private static Role structure(String name) {
    return switch (name) {
      case "K" -> STRUCTURE;
      case "P", "Pg", "Obj" -> LINK;
      case "Ref" -> LINKS;
      default -> VALUE;
    };
  }

  /** The role of an element of an array with this role. */
  Role element(int index) {
    return switch (this) {
      case LINKS -> LINK;
      case ACTION,
          BEAD,
          STRUCTURE,
          SIGNATURE_REFERENCE,
          DOCUMENT_PART,
          DESTINATION_TREE,
          ELEMENT_TREE ->
          this;
      case DESTINATION_PAIRS -> DESTINATION;
      case ELEMENT_PAIRS -> LINKS;
      case DESTINATION, OPENING -> index == 0 ? LINK : VALUE;
      default -> VALUE;
    };
  }
}
