// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.penseal.app.desktop.DesktopLink;
import org.penseal.app.desktop.DesktopOpener;
import org.penseal.app.desktop.FileQuestions;
import org.penseal.app.guide.FxThread;
import org.penseal.app.help.WindowLogs;
import org.penseal.app.integrity.ProgramIntegrity;
import org.penseal.app.kiosk.Kiosk;
import org.penseal.app.kiosk.KioskView;
import org.penseal.app.problem.Problem;
import org.penseal.app.problem.Problems;
import org.penseal.app.settings.SecretView;
import org.penseal.app.settings.SettingsModel;
import org.penseal.app.store.StoreException;
import org.penseal.app.text.Texts;
import org.penseal.app.workplace.DataFolder;
import org.penseal.app.workplace.Settings;
import org.penseal.app.workplace.Station;
import org.penseal.app.workplace.WorkplaceSettings;
import org.penseal.app.workplace.file.Policy;
import org.penseal.app.workplace.file.PolicyException;
import org.penseal.app.workplace.file.Workplace;
import org.penseal.liveness.camera.Mats;
import org.penseal.refusal.SigningException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of the desktop program: station, window, and their end. Made by JavaFX. */
public final class Desktop extends Application {
  private static final String UNTIL = "--until";
  private static final String SIGN = "--sign";
  private static final String VERIFY = "--verify";
  private static final String LINK = "--link";
  private static final String LANGUAGE = "--lang=";

  private static final Logger LOG = LoggerFactory.getLogger(Desktop.class);

  private @Nullable FutureTask<Station> station; // being opened, or open
  private @Nullable MainWindow window;
  private boolean stopped;

  /** For JavaFX. */
  public Desktop() {}

  /** Opens the window and returns when it is closed. */
  public static void open() {
    open(new String[0]);
  }

  /**
   * How it starts: in which language, and at what.
   *
   * @param language or null for that of the last time
   */
  public record Start(@Nullable String language) {
    /** Opens it with files and folders to sign, as if they were dropped on it. */
    public void openToSign(List<Path> files) {
      open(words(SIGN, files.stream().map(Path::toAbsolutePath)));
    }

    /** Opens it with files and folders to verify. */
    public void openToVerify(List<Path> files) {
      open(words(VERIFY, files.stream().map(Path::toAbsolutePath)));
    }

    /**
     * Opens it at what a {@code penseal:} address leads to; says so in the window where it leads
     * nowhere.
     */
    public void openLink(String address) {
      open(words(LINK, Stream.of(address)));
    }

    /** What JavaFX passes on to the window. */
    String[] words(String what, Stream<?> rest) {
      Stream<String> spoken = Stream.ofNullable(language).map(each -> LANGUAGE + each);
      return Stream.of(spoken, Stream.of(what), rest.map(String::valueOf))
          .flatMap(each -> each)
          .toArray(String[]::new);
    }

    /** The language in such words, or null. */
    static @Nullable String language(List<String> words) {
      return words.isEmpty() || !words.getFirst().startsWith(LANGUAGE)
          ? null
          : words.getFirst().substring(LANGUAGE.length());
    }

    /** What is to be done by such words. */
    static List<String> task(List<String> words) {
      return language(words) == null ? words : words.subList(1, words.size());
    }
  }

  /** A window that is shown to a program; on the JavaFX thread. */
  public static final class Shown implements AutoCloseable {
    private @Nullable MainWindow window; // none before the picture of its frame

    private Shown() {}

    private void fill(Station station, WindowFrame frame) {
      MainWindow filling = new MainWindow(station, frame, file -> {}, Mats::loadNatives);
      window = filling;
      filling.show();
    }

    /** Takes files as if they were dropped on it; its workbench is there. */
    public void take(List<Path> files) {
      Objects.requireNonNull(window, "not filled yet").take(files);
    }

    /** Cancels what runs; the stage and the station are their owner's. */
    @Override
    public void close() {
      if (window != null) {
        window.close();
      }
    }
  }

  /**
   * Shows the window of a station to a program that works in it by its controls, for measuring; on
   * the JavaFX thread, after {@link #prepare}. As at a start, its frame is drawn first, and filled
   * by a task of its own.
   */
  public static Shown show(Station station, Stage stage) {
    Shown shown = new Shown();
    WindowFrame frame = new WindowFrame(stage, station.data());
    frame.show(Workplace.EMPTY);
    frame.afterPicture(() -> shown.fill(station, frame));
    return shown;
  }

  /** How far it comes before it is closed. */
  public enum Until {
    /** Its frame is drawn. */
    FRAME,
    /** It can be worked in: the station is open, and the workbench is drawn. */
    WORKBENCH
  }

  /** Opens it, and closes it as soon as it has come so far. */
  public static void open(Until until) {
    open(UNTIL, until.name());
  }

  private static void open(String... parameters) {
    // The pad's pictures are drawn by AWT, which shall not look for a screen of its own.
    System.setProperty("java.awt.headless", "true");
    launch(Desktop.class, parameters);
  }

  @Override
  public void init() {
    prepare();
  }

  /**
   * Makes what a window needs before it is shown; not on the JavaFX thread, which it would hold.
   */
  public static void prepare() {
    try {
      Look.loadFont();
    } catch (IOException e) {
      LOG.warn("the font cannot be read", e); // tried again when the window is shown
    }
  }

  @Override
  public void start(Stage stage) {
    try {
      Path data = DataFolder.standard();
      WindowLogs.begin(data);
      WindowFrame frame = new WindowFrame(stage, data);
      frame.speak(language());
      WorkplaceSettings workplace =
          WorkplaceSettings.of(data, null, new SecretView(stage, frame::texts));
      Policy.inForce().kiosk().ifPresent(rule -> hold(stage, rule, frame));
      frame.show(workplace.workplace());
      frame.afterPicture(
          isUntil(Until.FRAME)
              ? Platform::exit
              : () -> afterProvider(() -> open(frame, data, workplace)));
    } catch (Exception e) { // told to the user, whatever it is
      LOG.error("cannot start", e);
      exitIfNobodyReads();
      stage.setTitle("PenSeal");
      String spoken = language();
      Texts texts = spoken == null ? texts() : Texts.of(spoken);
      stage.setScene(new Scene(told(Problems.of(e), texts)));
      stage.show();
    }
  }

  // Keys of a workplace are read with it.
  private static void afterProvider(Runnable then) {
    Thread.ofPlatform()
        .name("provider")
        .start(
            () -> {
              Station.registerProvider();
              FxThread.EXECUTOR.execute(then);
            });
  }

  // A secret is asked for on this thread; all else needs it not.
  private void open(WindowFrame frame, Path data, WorkplaceSettings workplace) {
    if (isClosed(frame)) {
      return;
    }
    try {
      Settings settings = workplace.in(data);
      if (!isClosed(frame)) { // as it may be while a secret is asked for
        open(frame, workplace, () -> opened(settings));
      }
    } catch (Exception e) { // told to the user, whatever it is
      failed(frame, e);
    }
  }

  /**
   * Fills the window with a station, or tells why there is none; not if it is closed meanwhile.
   *
   * @param how opens the station, on a thread of its own
   */
  void open(WindowFrame frame, WorkplaceSettings workplace, Callable<Station> how) {
    FutureTask<Station> opening = new FutureTask<>(how);
    station = opening;
    Thread.ofPlatform()
        .name("station")
        .start(
            () -> {
              opening.run();
              FxThread.EXECUTOR.execute(() -> fill(frame, opening, workplace));
            });
  }

  // What was queued before its end may still run after it.
  private boolean isClosed(WindowFrame frame) {
    return stopped || !frame.stage().isShowing();
  }

  private static Station opened(Settings settings) throws StoreException, SigningException {
    ProgramIntegrity.ofThisProgram().begin();
    return Station.open(settings);
  }

  private void fill(WindowFrame frame, FutureTask<Station> opened, WorkplaceSettings workplace) {
    if (isClosed(frame)) {
      return;
    }
    try {
      FileQuestions.Opener opener =
          Policy.inForce().kiosk().isPresent() ? Desktop::nothingBeside : DesktopOpener.ofSystem();
      MainWindow made =
          new MainWindow(opened.get(), frame, opener, Mats::loadNatives).at(workplace);
      window = made;
      made.show();
      if (isUntil(Until.WORKBENCH)) {
        frame.afterPicture(Platform::exit);
      }
      bring(made, Start.task(getParameters().getRaw()));
    } catch (Exception e) { // told to the user, whatever it is
      failed(frame, e instanceof ExecutionException ? Objects.requireNonNull(e.getCause()) : e);
    }
  }

  private void failed(WindowFrame frame, Throwable cause) {
    if (isClosed(frame)) {
      LOG.debug("closed before it was open", cause);
      return;
    }
    LOG.error("cannot start", cause);
    exitIfNobodyReads();
    frame.wishes().stop();
    // In the frame's own scene, which has theme and size.
    frame.root().getChildren().setAll(told(Problems.of(cause), frame.texts()));
  }

  private void exitIfNobodyReads() {
    if (isUntil(Until.FRAME) || isUntil(Until.WORKBENCH)) {
      System.exit(1);
    }
  }

  private boolean isUntil(Until until) {
    Parameters given = getParameters(); // null if it was not launched
    return given != null && given.getRaw().equals(List.of(UNTIL, until.name()));
  }

  private @Nullable String language() {
    return Start.language(getParameters().getRaw());
  }

  private static void hold(Stage stage, Policy.Kiosk rule, WindowFrame frame) {
    new Kiosk(stage, rule, new KioskView(stage, frame::texts), FxThread.EXECUTOR).hold();
  }

  private static void nothingBeside(Path file) {
    throw new PolicyException.Forbidden(
        PolicyException.Forbidden.What.OTHER_PROGRAMS, String.valueOf(file.getFileName()));
  }

  /** The first word says what is to be done with what follows. */
  static void bring(MainWindow window, List<String> words) {
    if (words.isEmpty()) {
      return;
    }
    List<String> rest = words.subList(1, words.size());
    List<Path> files = rest.stream().map(Path::of).toList();
    switch (words.getFirst()) {
      case SIGN -> window.take(files);
      case VERIFY -> window.verify(files);
      case LINK -> follow(window, rest.getFirst());
      case UNTIL -> {}
      default -> throw new IllegalArgumentException(words.getFirst());
    }
  }

  private static void follow(MainWindow window, String address) {
    try {
      switch (DesktopLink.of(address)) {
        case SIGN -> window.take(List.of());
        case VERIFY -> window.verify(List.of());
      }
    } catch (DesktopLink.Unknown e) {
      window.failed(e);
    }
  }

  // Of the system, since nothing was read yet.
  private static Texts texts() {
    return Texts.of(new SettingsModel().language().get());
  }

  private static VBox told(Problem problem, Texts texts) {
    VBox told = new VBox(12);
    for (String each :
        List.of(
            problem.title(texts),
            problem.text(texts),
            problem.remedy(texts),
            texts.get("window.problem.code", problem.code()))) {
      Label line = new Label(each);
      line.setWrapText(true);
      told.getChildren().add(line);
    }
    told.setStyle("-fx-padding: 24;");
    return told;
  }

  @Override
  public void stop() {
    stopped = true;
    if (window != null) {
      window.close();
    }
    if (station != null) {
      close(station);
    }
  }

  // One that is still being opened is waited for: it holds the archive.
  private static void close(FutureTask<Station> opening) {
    try {
      opening.get().close();
    } catch (ExecutionException e) {
      LOG.debug("nothing was opened", e); // which was told
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
