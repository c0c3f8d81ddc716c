// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What can go wrong between a lens and a verdict. Messages are English log lines. */
public abstract sealed class LivenessException extends Exception {
  private static final long serialVersionUID = 1L;

  private LivenessException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The picture shows no face. */
  public static final class NoFace extends LivenessException {
    private static final long serialVersionUID = 1L;

    public NoFace() {
      super("no face in the picture", null);
    }
  }

  /** The picture shows several faces of like size. */
  public static final class SeveralFaces extends LivenessException {
    private static final long serialVersionUID = 1L;
    private final int count;

    public SeveralFaces(int count) {
      super(count + " faces in the picture", null);
      this.count = count;
    }

    /** How many, two and more. */
    public int count() {
      return count;
    }
  }

  /** The person could not be seen well enough for a liveness check. */
  public static final class Hindered extends LivenessException {
    private static final long serialVersionUID = 1L;
    private final Verdict.Reason reason;

    public Hindered(Verdict.Reason reason) {
      super("cannot be seen well enough: " + reason, null);
      this.reason = reason;
    }

    /** By what; one of which {@link Verdict.Reason#hindrance()} is true. */
    public Verdict.Reason reason() {
      return reason;
    }
  }

  /** The face is too small to be compared. */
  public static final class TooSmall extends LivenessException {
    private static final long serialVersionUID = 1L;
    private final double eyeDistancePx;
    private final double neededPx;

    public TooSmall(double eyeDistancePx, double neededPx) {
      super("eyes %.1f px apart, %.1f needed".formatted(eyeDistancePx, neededPx), null);
      this.eyeDistancePx = eyeDistancePx;
      this.neededPx = neededPx;
    }

    /** Measured, pixels. */
    public double eyeDistancePx() {
      return eyeDistancePx;
    }

    /** Least that is accepted, pixels. */
    public double neededPx() {
      return neededPx;
    }
  }

  /** The face is too blurred, too dark, too bright or turned away too far to be compared. */
  public static final class PoorPicture extends LivenessException {
    private static final long serialVersionUID = 1L;
    private final String measure;
    private final double measured;
    private final double needed;

    public PoorPicture(String measure, double measured, double needed) {
      super("%s is %.2f, limit %.2f".formatted(measure, measured, needed), null);
      this.measure = measure;
      this.measured = measured;
      this.needed = needed;
    }

    /** What was measured: sharpness, brightness, inside, eyeShade, yawDegrees. */
    public String measure() {
      return measure;
    }

    /** The value. */
    public double measured() {
      return measured;
    }

    /** The limit it broke. */
    public double needed() {
      return needed;
    }
  }

  /** The picture shows no ID card that could be used. */
  public static final class CardUnfit extends LivenessException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with it. */
    public enum Why {
      /** No card was found. */
      NOT_FOUND,
      /** There is a portrait, but not the outline of a whole card around it. */
      NOT_WHOLE,
      /** Left and right are exchanged. */
      MIRRORED,
      /** Not sharp enough. */
      BLURRED,
      /** Light is reflected on it. */
      GLARE,
      /** The side of the emblem, which has neither portrait nor number. */
      OTHER_SIDE
    }

    private final Why why;
    private final double measured;
    private final double needed;

    public CardUnfit(Why why, double measured, double needed) {
      super(
          "picture of an ID card unfit: %s %.3f, limit %.3f".formatted(why, measured, needed),
          null);
      this.why = why;
      this.measured = measured;
      this.needed = needed;
    }

    /** What is wrong with it. */
    public Why why() {
      return why;
    }

    /** What was measured, for blur and glare. */
    public double measured() {
      return measured;
    }

    /** The limit it broke. */
    public double needed() {
      return needed;
    }
  }

  /**
   * A model's descriptor is none, does not say what is needed to use it, or the model does not keep
   * to it.
   */
  public static final class ModelUnfit extends LivenessException {
    private static final long serialVersionUID = 1L;
    private final String model;

    public ModelUnfit(String model, @Nullable Throwable cause) {
      super("model " + model + " is not described so that it can be used", cause);
      this.model = model;
    }

    /** The file of its descriptor, or its name if it came with the application. */
    public String model() {
      return model;
    }
  }

  /** The file that says which models are asked is not there, or is no such file. */
  public static final class ModelChoiceUnreadable extends LivenessException {
    private static final long serialVersionUID = 1L;
    private final String path;

    public ModelChoiceUnreadable(String path, @Nullable Throwable cause) {
      super("no choice of models in " + path, cause);
      this.path = path;
    }

    /** The file. */
    public String path() {
      return path;
    }
  }

  /** A picture, clip or list cannot be read. */
  public static final class Unreadable extends LivenessException {
    private static final long serialVersionUID = 1L;
    private final String path;

    public Unreadable(String path, @Nullable Throwable cause) {
      super("cannot read " + path, cause);
      this.path = path;
    }

    /** File, folder or name of what was given. */
    public String path() {
      return path;
    }
  }

  /** There is no such camera, or it cannot be opened. */
  public static final class NoCamera extends LivenessException {
    private static final long serialVersionUID = 1L;
    private final String uri;

    public NoCamera(String uri) {
      super("no camera at " + uri, null);
      this.uri = uri;
    }

    /** As it was asked for. */
    public String uri() {
      return uri;
    }
  }

  /** The camera is there but does not open: another program holds it, or rights are missing. */
  public static final class CameraBusy extends LivenessException {
    private static final long serialVersionUID = 1L;
    private final String uri;

    public CameraBusy(String uri) {
      super("camera does not open: " + uri, null);
      this.uri = uri;
    }

    /** As it was asked for. */
    public String uri() {
      return uri;
    }
  }

  /** The camera gave no frame within the time-out. */
  public static final class CameraGone extends LivenessException {
    private static final long serialVersionUID = 1L;
    private final Duration waited;

    public CameraGone(Duration waited) {
      super("no frame within " + waited, null);
      this.waited = waited;
    }

    /** How long was waited. */
    public Duration waited() {
      return waited;
    }
  }

  /** The camera was away and is back: a check has to begin anew. */
  public static final class CameraInterrupted extends LivenessException {
    private static final long serialVersionUID = 1L;

    public CameraInterrupted() {
      super("the camera was away in between", null);
    }
  }

  /** A model file or its descriptor is not there, or cannot be read. */
  public static final class ModelMissing extends LivenessException {
    private static final long serialVersionUID = 1L;
    private final String model;

    public ModelMissing(String model, @Nullable Throwable cause) {
      super("model missing: " + model, cause);
      this.model = model;
    }

    /** The file that is missing, or the name of a model of the application. */
    public String model() {
      return model;
    }
  }

  /** A model file differs from the one its descriptor names. */
  public static final class ModelAltered extends LivenessException {
    private static final long serialVersionUID = 1L;
    private final String model;
    private final String expectedSha256;
    private final String foundSha256;

    public ModelAltered(String model, String expectedSha256, String foundSha256) {
      super("model altered: %s is %s".formatted(model, foundSha256), null);
      this.model = model;
      this.expectedSha256 = expectedSha256;
      this.foundSha256 = foundSha256;
    }

    /** The altered file, or the name of a model of the application. */
    public String model() {
      return model;
    }

    /** Lower-case hex, as the descriptor says. */
    public String expectedSha256() {
      return expectedSha256;
    }

    /** Lower-case hex, as found. */
    public String foundSha256() {
      return foundSha256;
    }
  }

  /** The native libraries do not load, or a network of the application cannot be opened or run. */
  public static final class VisionUnavailable extends LivenessException {
    private static final long serialVersionUID = 1L;

    public VisionUnavailable(String what, Throwable cause) {
      super("vision unavailable: " + what, cause);
    }
  }

  /** The check as a whole took too long. */
  public static final class TimedOut extends LivenessException {
    private static final long serialVersionUID = 1L;
    private final Duration limit;

    public TimedOut(Duration limit) {
      super("not done within " + limit, null);
      this.limit = limit;
    }

    /** The limit. */
    public Duration limit() {
      return limit;
    }
  }
}
