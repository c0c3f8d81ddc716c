// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.business;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a kind of business says of the work at the desk.
 *
 * @param unread what is done about pages that were not shown
 * @param identity whether one identity check serves for several documents
 * @param keywords words beside which its forms are signed, the best first; empty for those of the
 *     settings
 * @param pages whether the pages are offered on a pad that is large enough
 * @param signers the roles of those who sign one document, in their order; empty for one signer of
 *     no role
 * @param profile the form of its signatures; empty for that of the workplace
 */
public record DeskRules(
    UnreadPages unread,
    KeepIdentity identity,
    List<String> keywords,
    PagesOnPad pages,
    List<BusinessType.Words> signers,
    Optional<SigningProfile> profile) {
  /** The most words, and the most signers. */
  static final int MOST = 12;

  /**
   * Tells, keeps nothing, proposes by the settings, offers the pages, one signer, signs as the
   * workplace does.
   */
  public static final DeskRules STANDARD =
      new DeskRules(
          UnreadPages.TELL,
          KeepIdentity.EACH,
          List.of(),
          PagesOnPad.OFFER,
          List.of(),
          Optional.empty());

  /** Copies the lists. */
  public DeskRules {
    keywords = List.copyOf(keywords);
    signers = List.copyOf(signers);
  }

  /** For the digest over the rules: only what is not as in {@link #STANDARD}. */
  String forDigest() {
    StringBuilder all = new StringBuilder();
    if (unread != UnreadPages.TELL) {
      all.append("\nunreadPages ").append(unread);
    }
    if (identity != KeepIdentity.EACH) {
      all.append("\nkeepIdentity ").append(identity.word());
    }
    if (!keywords.isEmpty()) {
      all.append("\nkeywords ").append(String.join("\t", keywords));
    }
    if (pages != PagesOnPad.OFFER) {
      all.append("\npagesOnPad ").append(pages.word());
    }
    if (!signers.isEmpty()) {
      all.append("\nsigners ")
          .append(
              signers.stream()
                  .map(role -> role.zh() + "/" + role.en())
                  .collect(Collectors.joining("\t")));
    }
    profile.ifPresent(named -> all.append("\nprofile ").append(named.word()));
    return all.toString();
  }
}
