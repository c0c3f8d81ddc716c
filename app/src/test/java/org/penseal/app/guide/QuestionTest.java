// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.guide;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class QuestionTest {
  @Test
  void answerGivenWhileItIsShownIsHeard() throws InterruptedException {
    Question question = new Question(Duration.ofSeconds(30));
    assertTrue(question.ask(() -> question.answer(true)));
    assertFalse(question.ask(() -> question.answer(false)));
  }

  @Test
  void answerBeforeTheQuestionIsNotHeardAndSilenceIsNo() throws InterruptedException {
    Question question = new Question(Duration.ofMillis(20));
    question.answer(true);
    assertFalse(question.ask(() -> {}));
  }

  @Test
  void cancellingEndsTheWait() {
    Question question = new Question(Duration.ofSeconds(30));
    Thread asking = Thread.currentThread();
    assertThrows(InterruptedException.class, () -> question.ask(asking::interrupt));
  }
}
