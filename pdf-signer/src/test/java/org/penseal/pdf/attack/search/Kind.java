// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.attack.search;

/** What an object of a drawn document is meant to be; its references may lead elsewhere. */
enum Kind {
  CATALOG,
  INFORMATION,
  NODE,
  PAGE,
  CONTENT,
  FONT,
  FORM,
  SIGNED_FIELD,
  SIGNATURE,
  EMPTY_FIELD,
  TEXT_FIELD,
  PARENT_FIELD,
  BUTTON,
  NOTE,
  ANNOTATIONS,
  DRAWING,
  STATE_LOOK,
  CATEGORY,
  RESOURCES,
  GRAPHICS_STATE,
  LAYER,
  LOOKS,
  ACTION,
  OUTLINE,
  ITEM,
  STRUCTURE,
  ELEMENT,
  METADATA,
  STORE,
  VRI,
  CERTIFICATE,
  EXTENSIONS,
  ODD
}
