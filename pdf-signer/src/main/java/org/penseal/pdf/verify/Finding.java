// SPDX-License-Identifier: Apache-2.0
package org.penseal.pdf.verify;

import org.penseal.pdf.Report.ChangeClass;

/**
 * One change between two revisions.
 *
 * @param changeClass its class
 * @param code stable reason code
 * @param place where, for example a page or a field; may be empty
 */
record Finding(ChangeClass changeClass, String code, String place) {
  String text() {
    return place.isEmpty() ? code : code + ": " + place;
  }
}
