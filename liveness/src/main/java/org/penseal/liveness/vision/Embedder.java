// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import org.bytedeco.opencv.opencv_core.Mat;
import org.penseal.liveness.Embedding;
import org.penseal.liveness.EmbeddingComparison;
import org.penseal.liveness.Landmarks;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.ModelUnfit;
import org.penseal.liveness.model.Feed;
import org.penseal.liveness.model.Model;
import org.penseal.liveness.model.ModelDescriptor;
import org.penseal.liveness.model.ModelFiles;

/** A face as the numbers of one recognition model. One thread at a time. */
final class Embedder implements AutoCloseable {
  private final Network network;
  private final CropBuffer inlet;
  private final Feed feed;
  private final EmbeddingComparison comparison;

  /**
   * Opens a model.
   *
   * @throws ModelUnfit if its descriptor does not say how it is fed and compared
   */
  Embedder(ModelFiles models, Model model) throws LivenessException {
    ModelDescriptor descriptor = models.descriptor(model);
    Feed how = descriptor.feed();
    EmbeddingComparison compared = descriptor.comparison();
    if (how == null || compared == null || how.cut() == Feed.Cut.BOX) {
      throw new ModelUnfit(models.called(model), null);
    }
    this.feed = how;
    this.comparison = compared;
    this.network = Network.open(models, model, Planes.of(how));
    this.inlet = new CropBuffer(how.side());
  }

  /** Where the chip of a face lies. */
  Crop chip(Landmarks points) {
    return FaceChip.of(feed.cut()).crop(points, feed.side());
  }

  Embedding.Part embed(Mat picture, Landmarks points) throws LivenessException {
    Mat chip = inlet.colour(picture, chip(points));
    return new Embedding.Part(network.run(chip).get(0), comparison);
  }

  @Override
  public void close() {
    network.close();
    inlet.close();
  }
}
