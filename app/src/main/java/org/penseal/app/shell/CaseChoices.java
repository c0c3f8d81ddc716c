// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.penseal.app.business.BusinessType;
import org.penseal.app.document.DocumentModel;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.identify.card.CardReading;
import org.penseal.app.settings.SettingsModel;
import org.penseal.app.signing.AnnotationOrder;
import org.penseal.app.workplace.Laboratory;
import org.penseal.identity.IdentityMode;
import org.penseal.pdf.Placement;

/**
 * What was chosen when the case began; read on the JavaFX thread, for the case's thread.
 *
 * @param spot where the signature is to stand
 * @param demo whether the devices are simulated
 * @param output folder of the signed file; empty for beside the document
 */
record CaseChoices(
    DocumentModel.Opened document,
    Spot spot,
    List<Integer> seen,
    boolean demo,
    IdentityMode mode,
    Typed typed,
    Addresses addresses,
    OnPad pad,
    BusinessType type,
    Optional<Path> output) {
  /** The pad of the demonstration. */
  static final String DEMO_PAD = "penseal-ref";

  /**
   * Where the signature is to stand.
   *
   * @param placement what the signing is given: a field or a rectangle
   * @param at where that is
   */
  record Spot(Placement placement, Placement.At at) {}

  /**
   * What is done on the pad before the signature.
   *
   * @param pages whether consent and pages are offered on a pad that is large enough
   */
  record OnPad(AnnotationOrder annotation, boolean pages) {}

  record Typed(
      Optional<String> business,
      Optional<String> name,
      Optional<String> idNumber,
      Optional<String> phone,
      Optional<CardReading> picture) {}

  record Addresses(String pad, String camera, String idCard, String pin) {
    static final Addresses DEMO =
        new Addresses(DEMO_PAD, Laboratory.SIMULATED, Laboratory.SIMULATED, Laboratory.PIN);
  }

  /** What the models say now. */
  static CaseChoices of(WindowModels models) {
    IdentifyModel who = models.identify();
    SettingsModel settings = models.settings();
    boolean demo = settings.demoDevices().get();
    return new CaseChoices(
        Objects.requireNonNull(models.document().opened().get()),
        new Spot(
            Objects.requireNonNull(models.document().places().placement()),
            Objects.requireNonNull(models.document().places().place().get())),
        models.document().seen(),
        demo,
        who.mode().get(),
        new Typed(
            IdentifyModel.typed(who.business()),
            IdentifyModel.typed(who.name()),
            IdentifyModel.typed(who.idNumber()),
            IdentifyModel.typed(who.phone()),
            who.picturedCard()),
        demo
            ? Addresses.DEMO
            : new Addresses(
                settings.pad().get().strip(),
                settings.camera().get().strip(),
                settings.idCard().get().strip(),
                settings.pin().get()),
        new OnPad(settings.annotation(), settings.pagesOnPad().get()),
        who.type().get(),
        Optional.ofNullable(settings.output().get()));
  }
}
