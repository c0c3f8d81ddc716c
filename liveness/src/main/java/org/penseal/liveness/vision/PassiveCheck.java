// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import org.bytedeco.opencv.opencv_core.Mat;
import org.penseal.liveness.Box;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.ModelUnfit;
import org.penseal.liveness.model.Feed;
import org.penseal.liveness.model.Model;
import org.penseal.liveness.model.ModelFiles;

/**
 * How alive one picture looks to a small network. A weak signal: shown, averaged, never a gate. One
 * thread at a time.
 */
final class PassiveCheck implements AutoCloseable {
  private final Network network;
  private final CropBuffer inlet;
  private final Feed feed;
  private final String name;

  PassiveCheck(ModelFiles models) throws LivenessException {
    name = models.called(Model.PASSIVE);
    Feed how = models.descriptor(Model.PASSIVE).feed();
    if (how == null || how.cut() != Feed.Cut.BOX) {
      throw new ModelUnfit(name, null);
    }
    feed = how;
    network = Network.open(models, Model.PASSIVE, Planes.of(how));
    inlet = new CropBuffer(how.side());
  }

  /** Probability that the face is live, 0 to 1. */
  double live(Mat picture, Box face) throws LivenessException {
    double side = feed.margin() * Math.max(face.width(), face.height());
    Crop crop = Crop.square(face.centreX(), face.centreY(), side, 0, feed.side());
    float[] found = network.run(inlet.colour(picture, crop)).get(0);
    if (feed.live() >= found.length) {
      throw new ModelUnfit(name, null);
    }
    return Softmax.of(found, feed.live());
  }

  @Override
  public void close() {
    network.close();
    inlet.close();
  }
}
