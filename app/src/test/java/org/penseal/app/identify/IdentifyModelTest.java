// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.identify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penseal.app.text.Texts;
import org.penseal.liveness.Challenge;
import org.penseal.liveness.Verdict;
import org.penseal.liveness.check.LivenessObserver;

class IdentifyModelTest {
  private final IdentifyModel model = new IdentifyModel(Runnable::run);

  @Test
  void promptFollowsTheCheckAndEndsWithTheAuthority() {
    model.challenges().setAll(Challenge.TURN_LEFT, Challenge.BLINK);
    LivenessObserver observer = model.observer();
    observer.lookStraight(Duration.ZERO);
    assertEquals("straight", model.prompt().get());
    observer.asked(Challenge.TURN_LEFT, 0, Duration.ZERO);
    assertEquals("challenge.TURN_LEFT", model.prompt().get());
    observer.passed(Challenge.TURN_LEFT, 0, Duration.ZERO);
    assertEquals(1, model.passed().get());
    observer.asked(Challenge.BLINK, 1, Duration.ZERO);
    observer.passed(Challenge.BLINK, 1, Duration.ZERO);
    assertEquals("asking", model.prompt().get());
  }

  @Test
  void challengesAreThoseOfTheCheckThatBeganLast() {
    LivenessObserver observer = model.observer();
    observer.begins(List.of(Challenge.TURN_LEFT, Challenge.BLINK));
    observer.passed(Challenge.TURN_LEFT, 0, Duration.ZERO);
    observer.begins(List.of(Challenge.NOD, Challenge.MOUTH_OPEN));
    assertEquals(List.of(Challenge.NOD, Challenge.MOUTH_OPEN), model.challenges());
    assertEquals(0, model.passed().get());
  }

  @ParameterizedTest
  @EnumSource(
      value = Verdict.Reason.class,
      names = {
        "NO_FACE",
        "SEVERAL_FACES",
        "TOO_SMALL",
        "TOO_DARK",
        "TOO_BRIGHT",
        "BLURRED",
        "CUT_OFF",
        "EYES_HIDDEN"
      })
  void whatHindersIsSaidInBothLanguagesUntilItIsOver(Verdict.Reason reason) {
    LivenessObserver observer = model.observer();
    observer.lookStraight(Duration.ZERO);
    observer.hint(reason);
    String key = "window.prompt." + model.prompt().get();
    assertEquals("window.prompt.hint." + reason, key);
    assertNotEquals(Texts.of("zh").get(key), Texts.of("en").get(key));
    observer.hint(null);
    assertEquals("straight", model.prompt().get());
  }

  @Test
  void blankFieldsAreLeftToTheCard() {
    model.name().set("  ");
    assertEquals(Optional.empty(), IdentifyModel.typed(model.name()));
    model.name().set(" 李娜 ");
    assertEquals(Optional.of("李娜"), IdentifyModel.typed(model.name()));
  }

  @Test
  void anotherTryKeepsWhatWasTypedAndAnotherSignerDoesNot() {
    model.name().set("李娜");
    model.stage().set(IdentifyModel.Stage.CHECKING);
    model.reset();
    assertEquals(IdentifyModel.Stage.FORM, model.stage().get());
    assertEquals("李娜", model.name().get());
    model.forget();
    assertTrue(model.name().get().isEmpty());
  }
}
