// SPDX-License-Identifier: Apache-2.0
package org.penseal.pad.simulator.chip;

import java.nio.file.Path;
import java.time.Clock;
import org.penseal.pad.PadModel;
import org.penseal.pad.conformance.Check;

/** Chips that do one thing wrong each, and the check that must find it. */
public enum BrokenChip {
  SIGNS_TWICE(Check.SIGN_ONCE, BrokenSigning::signsTwice),
  REQUESTS_TWICE(Check.REQUEST_ONCE, BrokenSigning::requestsTwice),
  STATES_TWICE(Check.STATEMENT_ONCE, BrokenSigning::statesTwice),
  MAKES_A_SECOND_KEY(Check.GENERATE_ONCE, BrokenSigning::makesASecondKey),
  STATES_WITHOUT_CONFIRM(Check.STATEMENT_NEEDS_CONFIRM, BrokenCase::statesWithoutConfirm),
  KEEPS_A_CONFIRM(Check.CONFIRM_TAKEN_BACK, BrokenCase::keepsAConfirm),
  COUNTS_REPORTS_WRONG(Check.STATEMENT_REPORTS, BrokenStatement::countsReportsWrong),
  DIGESTS_ANOTHER_PEN(Check.STATEMENT_PEN_DIGEST, BrokenStatement::digestsAnotherPen),
  FORGETS_ATTEMPTS(Check.STATEMENT_ATTEMPTS, BrokenStatement::forgetsAttempts),
  STATES_ANOTHER_PICTURE(Check.STATEMENT_PICTURES, BrokenStatement::statesAnotherPicture),
  STATES_ANOTHER_AREA(Check.STATEMENT_CONFIRM_AREA, BrokenStatement::statesAnotherArea),
  STATES_ANOTHER_TIME(Check.STATEMENT_CONFIRM_TIME, BrokenStatement::statesAnotherTime),
  COUNTS_BACKWARDS(Check.STATEMENT_COUNTER, BrokenStatement::countsBackwards),
  SIGNS_WITH_A_WRONG_Z(Check.SIGN_SIGNATURE, BrokenSigning::signsWithAWrongZ),
  DROPS_THE_FIRST_PART(Check.SIGN_PARTS, BrokenSigning::dropsTheFirstPart),
  SIGNS_THE_REQUEST_OF_ANOTHER_KEY(
      Check.REQUEST_OTHER_KEY, BrokenSigning::signsTheRequestOfAnotherKey),
  SIGNS_BEFORE_THE_REQUEST(Check.SIGN_NEEDS_REQUEST, BrokenSigning::signsBeforeTheRequest),
  SIGNS_ANY_ATTRIBUTES(Check.SIGN_ATTRIBUTES, BrokenSigning::signsAnyAttributes),
  REUSES_ITS_RANDOM_NUMBER(Check.NONCE_FRESH, BrokenSigning::reusesItsRandomNumber),
  SIGNS_AFTER_CANCEL(Check.CANCEL_DESTROYS_KEY, BrokenCase::signsAfterCancel),
  SHOWS_A_LIVE_KEY_AFTER_SIGN(Check.KEY_DESTROYED, BrokenCase::showsALiveKeyAfterSign),
  KEEPS_THE_KEY_WITHOUT_POWER(Check.POWER_DESTROYS_KEY, BrokenCase::keepsTheKeyWithoutPower),
  NEVER_TIMES_OUT(Check.TIMEOUT_DESTROYS_KEY, BrokenCase::neverTimesOut),
  GIVES_TRIES_WITHOUT_END(Check.PIN_COUNTS, BrokenCommand::givesTriesWithoutEnd),
  TAKES_A_SHORT_PIN(Check.PIN_SHORT, BrokenCommand::takesAShortPin),
  OPENS_A_BLOCKED_PIN(Check.PIN_BLOCKED, BrokenCommand::opensABlockedPin),
  NEEDS_NO_PIN(Check.PIN_REQUIRED, BrokenCommand::needsNoPin),
  WRONG_STATUS_FOR_A_CLASS(Check.STATUS_CLASS, BrokenCommand::wrongStatusForAClass),
  WRONG_STATUS_FOR_A_PARAMETER(Check.STATUS_PARAMETERS, BrokenCommand::wrongStatusForAParameter),
  HAS_A_SECRET_CONFIRM_FOR_THE_HOST(
      Check.STATUS_INSTRUCTION, BrokenCommand::hasASecretConfirmForTheHost),
  HAS_A_CERTIFICATE_WITHOUT_PURPOSE(
      Check.CERTIFICATE_PURPOSE, BrokenCertificate::hasACertificateWithoutPurpose),
  HAS_A_CERTIFICATE_OF_ANOTHER_PAD(
      Check.CERTIFICATE_SUBJECT, BrokenCertificate::hasACertificateOfAnotherPad),
  HAS_THE_CERTIFICATE_OF_ANOTHER_KEY(
      Check.STATEMENT_SIGNATURE, BrokenStatement::hasTheCertificateOfAnotherKey),
  HAS_A_CERTIFICATE_OF_NOBODY(Check.CERTIFICATE_CHAIN, BrokenCertificate::hasACertificateOfNobody),
  USES_ITS_LINK_KEY_FOR_SIGNING_TOO(
      Check.LINK_CERTIFICATE, BrokenCertificate::usesItsLinkKeyForSigningToo),
  HAS_A_LINK_CERTIFICATE_OF_NOBODY(
      Check.LINK_CHAIN, BrokenCertificate::hasALinkCertificateOfNobody),
  SAYS_NOTHING_WHILE_IT_WORKS(Check.TRANSPORT_KEEPALIVE, BrokenCommand::saysNothingWhileItWorks),
  TAKES_A_SECOND_COMMAND(Check.TRANSPORT_BUSY, BrokenCommand::takesASecondCommand),
  REPEATS_ITS_IV(Check.DATA_IV, BrokenData::repeatsItsIv),
  DECRYPTS_WHAT_WAS_ALTERED(Check.DATA_ALTERED, BrokenData::decryptsWhatWasAltered),
  CHECKS_HALF_THE_TAG(Check.DATA_TAG, BrokenData::checksHalfTheTag),
  KEEPS_AN_IMPORTED_DATA_KEY(Check.DATA_KEY_REPLACED, BrokenData::keepsAnImportedDataKey),
  COMPARES_THE_BEGINNING_OF_A_PIN(Check.PIN_WHOLE, BrokenCommand::comparesTheBeginningOfAPin),
  COUNTS_TRIES_IN_MEMORY_THAT_NEEDS_CURRENT(
      Check.PIN_TRIES_KEPT, BrokenCommand::countsTriesInMemoryThatNeedsCurrent),
  KEEPS_A_CASE_OVER_THE_END_OF_A_LINK(
      Check.LINK_END_DESTROYS_KEY, BrokenCase::keepsACaseOverTheEndOfALink),
  MAKES_ITS_KEY_OF_THE_CHALLENGE(Check.KEY_FRESH, BrokenSigning::makesItsKeyOfTheChallenge),
  CONFIRMS_AN_EMPTY_SIGNATURE(Check.CONFIRM_NEEDS_INK, BrokenCase::confirmsAnEmptySignature),
  HEARS_NO_PRESS_ON_CANCEL(Check.PRESS_CANCEL_DESTROYS_KEY, BrokenCase::hearsNoPressOnCancel),
  STATES_WITH_ANOTHER_CERTIFICATE(
      Check.STATEMENT_CERTIFICATE, BrokenStatement::statesWithAnotherCertificate),
  STATES_ANOTHER_CHALLENGE(Check.STATEMENT_CHALLENGE, BrokenStatement::statesAnotherChallenge),
  STATES_ANOTHER_MANIFEST(Check.STATEMENT_MANIFEST, BrokenStatement::statesAnotherManifest),
  STATES_ANOTHER_SCREEN(Check.STATEMENT_CONFIRM_SCREEN, BrokenStatement::statesAnotherScreen),
  JOINS_PARTS_OVER_OTHER_COMMANDS(
      Check.SIGN_PARTS_DROPPED, BrokenSigning::joinsPartsOverOtherCommands);

  /** The one check that must fail. */
  public final Check found;

  private final Maker maker;

  BrokenChip(Check found, Maker maker) {
    this.found = found;
    this.maker = maker;
  }

  /** Such a chip, certified by the authority of the folder. */
  public SimulatedChip chip(Path folder, PadModel model, byte[] pin, Clock clock) throws Exception {
    return maker.make(new ChipParts(folder, model, pin, clock));
  }

  private interface Maker {
    SimulatedChip make(ChipParts parts) throws Exception;
  }
}
