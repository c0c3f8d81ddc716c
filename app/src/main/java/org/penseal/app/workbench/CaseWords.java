// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.workbench;

import java.util.List;
import org.penseal.app.business.BusinessType;
import org.penseal.app.text.Masks;
import org.penseal.app.text.Texts;

/**
 * A case of the list in words.
 *
 * @param kinds the kinds of business of this station
 */
record CaseWords(List<BusinessType> kinds, Texts texts) {
  String time(CaseLine line) {
    return texts.time(line.at());
  }

  // A file name may hold a number of a person, and many see this list.
  String document(CaseLine line) {
    return line.erased() ? texts.get("window.workbench.erased") : Masks.numbers(line.document());
  }

  String kind(CaseLine line) {
    String language = texts.locale().getLanguage();
    return kinds.stream()
        .filter(each -> each.id().equals(line.kind()))
        .map(each -> each.name().in(language))
        .findFirst()
        .orElse(line.kind());
  }

  String status(CaseLine line) {
    String words = texts.get("window.workbench.status." + line.status());
    return line.status() == CaseStatus.DONE && line.output().isEmpty() && !line.erased()
        ? words + " · " + texts.get("window.workbench.moved")
        : words;
  }
}
