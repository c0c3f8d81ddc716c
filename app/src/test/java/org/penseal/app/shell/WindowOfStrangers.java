// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.nio.file.Path;
import java.util.Objects;
import javafx.stage.Stage;
import org.penseal.app.guide.Step;
import org.penseal.app.identify.IdentifyModel;
import org.penseal.app.verify.VerifiedFile;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Secret;
import org.penseal.identity.IdentityMode;

/**
 * A process of its own that signs one document in the window of a real workplace, with its controls
 * and without a screen; says on standard output what is asked before the camera, and what came of
 * it. Arguments: data folder, document.
 */
final class WindowOfStrangers {
  private final OpenWindow opened;

  private WindowOfStrangers(OpenWindow opened) {
    this.opened = opened;
  }

  public static void main(String[] arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    Toolkit.start();
    Station.registerProvider();
    WorkplaceSettings workplace = WorkplaceSettings.of(data, null, Secret.Asker.NOBODY);
    Station station = Station.open(workplace.in(data));
    Stage stage = Screen.on(Stage::new);
    MainWindow window = Screen.on(() -> new MainWindow(station, stage, file -> {}).at(workplace));
    Screen.on(
        () -> {
          window.show();
          return null;
        });
    try (OpenWindow opened = new OpenWindow(station, stage, window, new Screen(stage))) {
      new WindowOfStrangers(opened).sign(Path.of(arguments[1]));
    }
    System.exit(0);
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }

  private WindowModels models() {
    return opened.window().models();
  }

  private void untilStep(Step step) {
    Screen.until(
        "step " + step,
        () -> {
          requireNoFailure();
          return models().shell().step().get() == step;
        });
  }

  private void untilStage(IdentifyModel.Stage wanted) {
    Screen.until(
        "stage " + wanted,
        () -> {
          requireNoFailure();
          return models().identify().stage().get() == wanted;
        });
  }

  private void requireNoFailure() {
    Throwable failure = models().shell().failure().get();
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  private void sign(Path document) throws Exception {
    Screen screen = opened.screen();
    Screen.on(
        () -> {
          models().settings().pagesOnPad().set(false);
          models().identify().prompt().subscribe(prompt -> say("prompt " + prompt));
          models().identify().mode().set(IdentityMode.REAL_PERSON);
          opened.window().open(document, null);
          return null;
        });
    screen.click("next");
    untilStep(Step.PLACE);
    Screen.until("last page", () -> models().document().reader().page().get() == 4);
    Screen.frames(5);
    screen.drag("page", 0.36, 0.355, 0.57, 0.43);
    screen.click("next");
    untilStep(Step.IDENTIFY);
    screen.picture("en-light-strangers-identify");
    screen.click("begin");
    untilStage(IdentifyModel.Stage.CONSENT);
    screen.click("agree");
    untilStage(IdentifyModel.Stage.DONE);
    say("badge " + screen.sees("demoBadge"));
    screen.click("proceed");
    untilStep(Step.REPORT);
    screen.picture("en-light-strangers-report");
    Screen.until("verified", () -> models().verify().verified().get() != null);
    VerifiedFile verified = Objects.requireNonNull(models().verify().verified().get());
    say("verdict " + verified.verdict());
    say("assurance " + verified.signatures().getFirst().assurance());
    say("badge " + screen.sees("demoBadge"));
    say("authority " + verified.signatures().getFirst().evidence().authority());
    say("signed " + verified.file());
    Screen.on(
        () -> {
          models().settings().language().set("zh");
          return null;
        });
    screen.picture("zh-light-strangers-report");
  }
}
