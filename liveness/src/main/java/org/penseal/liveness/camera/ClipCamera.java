// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.penseal.liveness.Camera;
import org.penseal.liveness.CameraOrigin;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.Unreadable;

/**
 * A recorded clip: an image folder (names sorted, 30 frames a second), a single picture, or an MJPG
 * AVI.
 */
final class ClipCamera implements Camera {
  private static final int MOST_FRAMES = 20_000;
  private static final List<String> PICTURES = List.of(".png", ".jpg", ".jpeg", ".bmp");

  /** Where the frames come from. */
  private interface Source extends AutoCloseable {
    Optional<Frame> frame(int index) throws LivenessException;

    @Override
    void close();
  }

  private final Source source;
  private final double framesPerSecond;
  private final boolean synthetic;
  private int index;
  private boolean closed;

  private ClipCamera(Source source, double framesPerSecond, boolean synthetic) {
    this.source = source;
    this.framesPerSecond = framesPerSecond;
    this.synthetic = synthetic;
  }

  static Camera open(Path clip) throws LivenessException {
    ClipMarker marker = ClipMarker.of(clip);
    if (Files.isDirectory(clip)) {
      List<Path> pictures = pictures(clip);
      return new ClipCamera(new Folder(pictures), marker.framesPerSecond(), marker.synthetic());
    }
    if (PICTURES.stream().anyMatch(name(clip)::endsWith)) {
      return new ClipCamera(
          new Folder(List.of(clip)), marker.framesPerSecond(), marker.synthetic());
    }
    Mats.loadNatives(); // its pictures need them; said before anything is read
    MotionJpeg film = MotionJpeg.open(clip);
    double rate = film.framesPerSecond();
    boolean sane = rate >= 1 && rate <= 240;
    return new ClipCamera(
        new Film(film), sane ? rate : marker.framesPerSecond(), marker.synthetic());
  }

  private static List<Path> pictures(Path folder) throws Unreadable {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> found =
          files
              .filter(file -> PICTURES.stream().anyMatch(name(file)::endsWith))
              .sorted()
              .limit(MOST_FRAMES)
              .toList();
      if (found.isEmpty()) {
        throw new Unreadable(folder.toString(), null);
      }
      return found;
    } catch (IOException e) {
      throw new Unreadable(folder.toString(), e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT);
  }

  private record Folder(List<Path> pictures) implements Source {
    @Override
    public Optional<Frame> frame(int index) throws LivenessException {
      return index < pictures.size()
          ? Optional.of(Stills.read(pictures.get(index)))
          : Optional.empty();
    }

    @Override
    public void close() {
      // Nothing is held open between two frames.
    }
  }

  private record Film(MotionJpeg film) implements Source {
    @Override
    public Optional<Frame> frame(int index) throws LivenessException {
      return film.frame(index);
    }

    @Override
    public void close() {
      film.close();
    }
  }

  @Override
  public Optional<Frame> next() throws LivenessException {
    if (closed) {
      return Optional.empty();
    }
    Duration at = Duration.ofNanos(Math.round(index * 1e9 / framesPerSecond));
    Optional<Frame> frame = source.frame(index);
    index++;
    return frame.map(f -> f.at(at).labelled(synthetic));
  }

  @Override
  public double framesPerSecond() {
    return framesPerSecond;
  }

  @Override
  public CameraOrigin origin() {
    return synthetic ? CameraOrigin.SIMULATED : CameraOrigin.RECORDED;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      source.close();
    }
  }
}
