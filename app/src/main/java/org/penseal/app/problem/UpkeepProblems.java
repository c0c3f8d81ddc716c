// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.problem;

import static org.penseal.app.problem.Problem.CANNOT_SAY;
import static org.penseal.app.problem.Problem.NO;
import static org.penseal.app.problem.Problem.UNREADABLE;

import org.penseal.app.upkeep.UpkeepException;

/** What is wrong with the computer. */
final class UpkeepProblems {
  private UpkeepProblems() {}

  static Problem of(UpkeepException failure) {
    return switch (failure) {
      case UpkeepException.OpenToOthers e ->
          Problem.of("folder-open", CANNOT_SAY, e.folder.toString());
      case UpkeepException.OfAnotherUser e ->
          Problem.of("file-of-another-user", CANNOT_SAY, e.file.toString(), e.owner);
      case UpkeepException.NoAccess e ->
          Problem.of("device-no-access", CANNOT_SAY, e.device.toString());
      case UpkeepException.DiskLow e ->
          Problem.of("disk-low", CANNOT_SAY, e.folder.toString(), e.leftMb);
      case UpkeepException.ClockDiffers e ->
          Problem.of("clock-differs", CANNOT_SAY, e.by.abs().toSeconds(), e.service);
      case UpkeepException.ClockBehind e -> Problem.of("clock-behind", CANNOT_SAY, e.latest);
      case UpkeepException.CertificateEnds e when e.ended ->
          Problem.of("own-certificate-ended", CANNOT_SAY, e.name, e.until);
      case UpkeepException.CertificateEnds e ->
          Problem.of("own-certificate-ends", CANNOT_SAY, e.name, e.until);
      case UpkeepException.StampEnds e -> Problem.of("anchor-ends", CANNOT_SAY, e.tsa, e.until);
      case UpkeepException.NotTaken e ->
          switch (e.why) {
            case FORM -> Problem.of("transfer-unreadable", UNREADABLE, e.what);
            case NEWER -> Problem.of("transfer-newer", CANNOT_SAY, e.what);
            case DIFFERS -> Problem.of("transfer-differs", NO, e.what);
            case TAKEN -> Problem.of("transfer-taken", CANNOT_SAY, e.what);
            case ENTRY -> Problem.of("transfer-entry", CANNOT_SAY, e.what);
            case CHANGED -> Problem.of("transfer-changed", CANNOT_SAY, e.what);
            case BUSY -> Problem.of("transfer-busy", CANNOT_SAY, e.what);
          };
      case UpkeepException.NoAnswer e ->
          Problem.of("check-no-answer", CANNOT_SAY, e.after.toSeconds());
    };
  }
}
