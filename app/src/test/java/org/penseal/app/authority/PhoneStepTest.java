// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.penseal.app.authority.CodeEntry.Answer;
import org.penseal.app.text.Texts;
import org.penseal.identity.PhoneCode;

class PhoneStepTest {
  private final PhoneStep step = new PhoneStep(Runnable::run);

  private static PhoneCode sent(String id, Duration resendAfter) {
    return new PhoneCode(id, Instant.EPOCH, resendAfter, 3, "演示 123456");
  }

  private CompletableFuture<Answer> asking(PhoneCode code, int left) throws Exception {
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    CompletableFuture<Void> shown = new CompletableFuture<>();
    step.asked()
        .subscribe(
            asked -> {
              if (asked) {
                shown.complete(null);
              }
            });
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                answer.complete(step.ask(code, left));
              } catch (InterruptedException e) {
                answer.completeExceptionally(e);
              }
            });
    shown.get(60, TimeUnit.SECONDS);
    return answer;
  }

  @Test
  void takesOnlyWhatCanBeACode() throws Exception {
    CompletableFuture<Answer> answer = asking(sent("one", Duration.ofSeconds(60)), 3);
    PhoneCode shown = Objects.requireNonNull(step.demo().get());
    assertEquals("演示 123456", shown.demoMessage());
    assertEquals(3, step.triesLeft().get());
    step.code().set("12a4");
    step.enter();
    assertFalse(answer.isDone());
    step.code().set(" 123456 ");
    step.enter();
    assertEquals(new Answer.Code("123456"), answer.get(60, TimeUnit.SECONDS));
  }

  @Test
  void anotherCodeIsAskedForOnlyWhenItIsTime() throws Exception {
    CompletableFuture<Answer> early = asking(sent("one", Duration.ofSeconds(60)), 3);
    assertTrue(step.secondsToResend() > 50);
    step.again();
    assertFalse(early.isDone());
    step.giveUp();
    assertInstanceOf(Answer.GivenUp.class, early.get(60, TimeUnit.SECONDS));

    CompletableFuture<Answer> late = asking(sent("two", Duration.ZERO), 3);
    step.again();
    assertInstanceOf(Answer.Again.class, late.get(60, TimeUnit.SECONDS));
  }

  @Test
  void aCodeThatIsOverCannotBeEntered() throws Exception {
    CompletableFuture<Answer> answer = asking(sent("one", Duration.ZERO), 0);
    step.code().set("123456");
    step.enter();
    assertFalse(answer.isDone());
    step.giveUp();
    answer.get(60, TimeUnit.SECONDS);
  }

  private static String words(String language, String message) {
    PhoneCode sent = new PhoneCode("one", Instant.EPOCH, Duration.ZERO, 3, message);
    return DemoMessage.words(sent, Texts.of(language));
  }

  @Test
  void theMessageOfADemonstrationFollowsTheLanguageOfItsReader() {
    String message = "【演示 DEMO】验证码 045678，5 分钟内有效。";
    assertEquals("code 045678", words("en", message));
    assertEquals("验证码 045678", words("zh", message));
    assertEquals("no code today, 5 left", words("en", "no code today, 5 left"));
  }
}
