// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.penseal.liveness.Face.Pose;
import org.penseal.liveness.Landmarks;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.model.Model;
import org.penseal.liveness.model.ModelFiles;
import org.penseal.liveness.vision.FaceDetector.Detection;

/** The 468 points of a detected face (MediaPipe Face Mesh). One thread at a time. */
final class FaceMesh implements AutoCloseable {
  private static final int SIZE = 192;
  private static final double MARGIN = 1.5;

  private final Network network;
  private final CropBuffer inlet;

  FaceMesh(ModelFiles models) throws LivenessException {
    Planes input = Planes.rgb(SIZE, 1 / 255.0, 0);
    network = Network.open(models, Model.MESH, input, "conv2d_21", "conv2d_31");
    inlet = new CropBuffer(SIZE);
  }

  /**
   * One mesh.
   *
   * @param landmarks in pixels of the picture
   * @param pose of the head
   * @param presence the model's confidence that there is a face, 0 to 1
   */
  record Mesh(Landmarks landmarks, Pose pose, double presence) {}

  Mesh fit(Mat picture, Detection face) throws LivenessException {
    double side = MARGIN * Math.max(face.box().width(), face.box().height());
    Crop crop = Crop.square(face.box().centreX(), face.box().centreY(), side, face.eyeLine(), SIZE);
    List<float[]> outputs = network.run(inlet.colour(picture, crop));
    float[] local = outputs.get(0);
    float[] xyz = new float[local.length];
    for (int i = 0; i < local.length; i += 3) {
      xyz[i] = (float) crop.backX(local[i], local[i + 1]);
      xyz[i + 1] = (float) crop.backY(local[i], local[i + 1]);
      xyz[i + 2] = (float) (local[i + 2] / crop.scale());
    }
    Landmarks landmarks = new Landmarks(xyz);
    double presence = 1 / (1 + Math.exp(-outputs.get(1)[0]));
    return new Mesh(landmarks, pose(landmarks), presence);
  }

  /**
   * Yaw from the cheeks (234, 454), pitch from forehead and chin (10, 152), both after the roll of
   * the outer eye corners (33, 263) is taken out.
   */
  static Pose pose(Landmarks points) {
    double roll = Math.atan2(points.y(263) - points.y(33), points.x(263) - points.x(33));
    double cos = Math.cos(roll);
    double sin = Math.sin(roll);
    double cheeks = cos * (points.x(454) - points.x(234)) + sin * (points.y(454) - points.y(234));
    double height = -sin * (points.x(152) - points.x(10)) + cos * (points.y(152) - points.y(10));
    double yaw = Math.atan2(points.z(454) - points.z(234), cheeks);
    double pitch = Math.atan2(points.z(152) - points.z(10), height);
    return new Pose(Math.toDegrees(yaw), Math.toDegrees(pitch), Math.toDegrees(roll));
  }

  @Override
  public void close() {
    network.close();
    inlet.close();
  }
}
