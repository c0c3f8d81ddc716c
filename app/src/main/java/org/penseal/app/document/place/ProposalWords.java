// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.place;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.penseal.app.text.Texts;

/** What proposals are called beside each other. */
public final class ProposalWords {
  private ProposalWords() {}

  /** Words for each, in their order; with the page where several would be called the same. */
  public static List<String> of(List<Proposal> proposals, Texts texts) {
    List<String> words =
        proposals.stream()
            .map(each -> texts.get("window.place.proposal." + each.kind(), each.name()))
            .toList();
    return IntStream.range(0, words.size())
        .mapToObj(
            i ->
                Collections.frequency(words, words.get(i)) == 1
                    ? words.get(i)
                    : texts.get(
                        "window.place.proposal.page", words.get(i), proposals.get(i).at().page()))
        .toList();
  }
}
