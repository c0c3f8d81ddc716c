// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.document.place;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penseal.app.text.Texts;
import org.penseal.pdf.Placement;

class ProposalWordsTest {
  private static Proposal beside(String keyword, int page) {
    return new Proposal(Proposal.Kind.KEYWORD, new Placement.At(page, 300, 20, 160, 56), keyword);
  }

  @Test
  void pageTellsProposalsWithTheSameWordsApart() {
    List<Proposal> all =
        List.of(beside("Signature:", 2), beside("Signed by", 2), beside("Signature:", 7));
    assertEquals(
        List.of(
            "Beside \"Signature:\" (page 2)",
            "Beside \"Signed by\"",
            "Beside \"Signature:\" (page 7)"),
        ProposalWords.of(all, Texts.of("en")));
    assertEquals(
        List.of("“Signature:”旁边（第 2 页）", "“Signed by”旁边", "“Signature:”旁边（第 7 页）"),
        ProposalWords.of(all, Texts.of("zh")));
  }
}
