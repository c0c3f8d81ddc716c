// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.screen;

import org.penseal.pad.PadPicture;

/**
 * A page as it was drawn.
 *
 * @param page what it says
 * @param language of its words: zh or en
 * @param depth for which screen
 * @param picture its pixels, whose SM3 is stated
 */
public record ShownPage(
    PadPage page, String language, PadPicture.Depth depth, PadPicture picture) {}
