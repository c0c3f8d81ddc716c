// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.util.List;
import java.util.Optional;
import org.penseal.app.signing.Annotation;
import org.penseal.app.signing.CapturedInk;
import org.penseal.app.signing.Signer;

/**
 * Who wrote what on the pad.
 *
 * @param signer who he is
 * @param pagesSeen the pages that he was shown, from 1
 * @param annotation what he wrote before the signature
 * @param ink the signature
 */
record Writing(
    Signer signer, List<Integer> pagesSeen, Optional<Annotation> annotation, CapturedInk ink) {}
