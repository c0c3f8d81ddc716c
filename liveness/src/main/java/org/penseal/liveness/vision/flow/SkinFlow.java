// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision.flow;

import java.util.Arrays;
import org.bytedeco.javacpp.indexer.FloatIndexer;
import org.bytedeco.javacpp.indexer.UByteIndexer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.global.opencv_video;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_core.TermCriteria;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.Face;
import org.penseal.liveness.Frame;
import org.penseal.liveness.LivenessException.VisionUnavailable;
import org.penseal.liveness.Measures.SkinMotion;
import org.penseal.liveness.camera.Mats;

/**
 * Follows points of the skin through the picture (pyramidal Lucas and Kanade, forth and back as
 * Kalal, Mikolajczyk and Matas 2010 have it). A point that does not find back is dropped. It begins
 * anew whenever the head looks straighter than when it began, and when the pictures change their
 * size. One thread at a time; who opens it closes it.
 */
public final class SkinFlow implements AutoCloseable {
  private static final double STRAIGHTER_DEGREES = 2;
  private static final double MOST_AWAY_PX = 1;
  private static final int WINDOW = 15;
  private static final int LEVELS = 3;
  private static final double LEAST_TEXTURE = 1e-4;

  private final Size window = new Size(WINDOW, WINDOW);
  private final TermCriteria enough =
      new TermCriteria(TermCriteria.COUNT + TermCriteria.EPS, 20, 0.01);
  private final Rect region = new Rect();
  private int width;
  private int height;
  private Mat before = new Mat();
  private Mat now = new Mat();
  private @Nullable SkinMotion motion;

  /**
   * The next frame, with its face.
   *
   * @param straightYaw where the head points when it looks straight, degrees: the camera may stand
   *     aside
   */
  public SkinMotion follow(Frame frame, Face face, double straightYaw) throws VisionUnavailable {
    SkinMotion so = motion;
    if (so == null || otherSize(frame) || straighter(face, so.start(), straightYaw)) {
      width = frame.width();
      height = frame.height();
      Skin.region(region, face.landmarks(), frame);
      look(frame);
      float[] points = Skin.points(now, face.landmarks(), region);
      so = new SkinMotion(face, points, points);
    } else {
      look(frame);
      so = so.count() == 0 ? so : moved(so);
    }
    Mat old = before;
    before = now;
    now = old;
    motion = so;
    return so;
  }

  private boolean otherSize(Frame frame) {
    return frame.width() != width || frame.height() != height;
  }

  private static boolean straighter(Face face, Face than, double straightYaw) {
    return Math.abs(face.pose().yaw() - straightYaw)
        < Math.abs(than.pose().yaw() - straightYaw) - STRAIGHTER_DEGREES;
  }

  /** The next frame is a beginning. */
  public void forget() {
    motion = null;
  }

  private void look(Frame frame) throws VisionUnavailable {
    try (Mat picture = Mats.of(frame);
        Mat part = new Mat(picture, region)) {
      opencv_imgproc.cvtColor(part, now, opencv_imgproc.COLOR_BGR2GRAY);
    }
  }

  private SkinMotion moved(SkinMotion so) {
    float[] forth = new float[so.to().length];
    float[] back = new float[forth.length];
    boolean[] found = flow(before, now, so.to(), forth);
    flow(now, before, forth, back);
    int kept = 0;
    float[] from = new float[forth.length];
    float[] to = new float[forth.length];
    for (int i = 0; i < found.length; i++) {
      double away = Math.hypot(back[2 * i] - so.to()[2 * i], back[2 * i + 1] - so.to()[2 * i + 1]);
      if (found[i] && away <= MOST_AWAY_PX) {
        System.arraycopy(so.from(), 2 * i, from, 2 * kept, 2);
        System.arraycopy(forth, 2 * i, to, 2 * kept, 2);
        kept++;
      }
    }
    return new SkinMotion(so.start(), Arrays.copyOf(from, 2 * kept), Arrays.copyOf(to, 2 * kept));
  }

  /** Where points of one picture are in another one, into {@code found}; which could be found. */
  private boolean[] flow(Mat from, Mat to, float[] points, float[] found) {
    int count = points.length / 2;
    boolean[] good = new boolean[count];
    try (Mat here = new Mat(count, 1, opencv_core.CV_32FC2);
        Mat there = new Mat();
        Mat status = new Mat();
        Mat error = new Mat()) {
      try (FloatIndexer numbers = here.createIndexer()) {
        numbers.put(0L, points);
      }
      opencv_video.calcOpticalFlowPyrLK(
          from, to, here, there, status, error, window, LEVELS, enough, 0, LEAST_TEXTURE);
      try (FloatIndexer numbers = there.createIndexer();
          UByteIndexer flags = status.createIndexer()) {
        numbers.get(0L, found);
        for (int i = 0; i < count; i++) {
          good[i] = flags.get(i) != 0;
        }
      }
    }
    return good;
  }

  @Override
  public void close() {
    window.close();
    enough.close();
    region.close();
    before.close();
    now.close();
  }
}
