// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.global.opencv_dnn;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.ModelUnfit;
import org.penseal.liveness.LivenessException.VisionUnavailable;
import org.penseal.liveness.camera.Mats;
import org.penseal.liveness.model.Model;
import org.penseal.liveness.model.ModelFiles;

/** One opened network. One thread at a time; who opens it closes it. */
final class Network implements AutoCloseable {
  private final String name;
  private final boolean own;
  private final Net net;
  private final Planes input;
  private final StringVector outputs;

  private Network(String name, boolean own, Net net, Planes input, StringVector outputs) {
    this.name = name;
    this.own = own;
    this.net = net;
    this.input = input;
    this.outputs = outputs;
  }

  /**
   * Opens a network.
   *
   * @param input its own from now on
   * @param outputs names of the layers whose numbers are wanted; none for the only one
   * @throws ModelUnfit if the operator's own model is no network that can be read; for those of the
   *     application VisionUnavailable
   */
  static Network open(ModelFiles models, Model model, Planes input, String... outputs)
      throws LivenessException {
    byte[] bytes = models.bytes(model);
    String name = models.called(model);
    boolean own = models.own(model);
    Mats.loadNatives();
    try {
      boolean tflite = models.descriptor(model).file().endsWith(".tflite");
      Net net = tflite ? opencv_dnn.readNetFromTFLite(bytes) : opencv_dnn.readNetFromONNX(bytes);
      if (net.empty()) {
        throw new IllegalArgumentException("a network without a layer");
      }
      return new Network(name, own, net, input, new StringVector(outputs));
    } catch (RuntimeException e) {
      // javacpp turns every OpenCV exception into RuntimeException itself.
      throw failed(name, own, e);
    }
  }

  // OpenCV's way to say both: what comes with the application is known to work where it loads.
  private static LivenessException failed(String name, boolean own, RuntimeException cause) {
    return own ? new ModelUnfit(name, cause) : new VisionUnavailable(name, cause);
  }

  /**
   * One forward pass.
   *
   * @param crop 8-bit, of the side and channels of the input; closed by the caller
   * @return the numbers of each output, in the order asked for when it was opened
   * @throws ModelUnfit if the operator's own model fails; for those of the application
   *     VisionUnavailable
   */
  List<float[]> run(Mat crop) throws LivenessException {
    return forward(() -> net.setInput(input.lay(crop), "", input.scale(), input.mean()));
  }

  /** The same on numbers that are as the network wants them: 1 x channels x side x side, floats. */
  List<float[]> runReady(Mat blob) throws LivenessException {
    return forward(() -> net.setInput(blob));
  }

  private List<float[]> forward(Runnable feeding) throws LivenessException {
    try (PointerScope scope = new PointerScope()) {
      feeding.run();
      List<float[]> results = new ArrayList<>();
      if (outputs.empty()) {
        results.add(floats(net.forward()));
        return results;
      }
      MatVector found = new MatVector();
      net.forward(found, outputs);
      for (long i = 0; i < found.size(); i++) {
        results.add(floats(found.get(i)));
      }
      return results;
    } catch (RuntimeException e) {
      throw failed(name, own, e);
    }
  }

  private static float[] floats(Mat mat) {
    FloatBuffer buffer = mat.createBuffer();
    // The memory behind it may be longer: OpenCV uses it for several layers.
    float[] values = new float[Math.toIntExact(mat.total())];
    buffer.get(values);
    return values;
  }

  @Override
  public void close() {
    net.close();
    input.close();
    outputs.close();
  }
}
