// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.model;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.EmbeddingComparison;
import org.penseal.liveness.LivenessException.ModelAltered;
import org.penseal.liveness.LivenessException.ModelMissing;
import org.penseal.liveness.LivenessException.ModelUnfit;

/**
 * The model files: found on the class path or in a folder, verified against their descriptors
 * before use, kept in memory while there is room (8 MB in all; 31 MB with the second embedder).
 *
 * <p>Any thread may use it. A file is loaded when it is asked for and not in memory. The
 * descriptors come from the class path, so a folder cannot bring its own checksums; but who runs
 * the product may name the descriptor of an embedder or a passive check of his own.
 */
public final class ModelFiles {
  // As far above strangers as a thousandth of a normal distribution lies; two models that do not
  // always err together let fewer through.
  private static final double DEVIATIONS_OF_BOTH = 3.29;

  private static final ModelFiles BUNDLED = new ModelFiles(null, Recognition.FIRST, Map.of());

  private final @Nullable Path folder;
  private final Recognition recognition;
  private final Map<Model, Path> own;
  private final Map<Model, SoftReference<byte[]>> loaded = new EnumMap<>(Model.class);

  /** Whom the recognition asks. */
  public enum Recognition {
    /** The first embedder. */
    FIRST,
    /** The second one. */
    SECOND,
    /** Both, together. */
    BOTH;

    /** The models asked, in order. */
    public List<Model> models() {
      return switch (this) {
        case FIRST -> List.of(Model.EMBEDDER);
        case SECOND -> List.of(Model.SECOND_EMBEDDER);
        case BOTH -> List.of(Model.EMBEDDER, Model.SECOND_EMBEDDER);
      };
    }
  }

  private ModelFiles(@Nullable Path folder, Recognition recognition, Map<Model, Path> own) {
    this.folder = folder;
    this.recognition = recognition;
    this.own = Map.copyOf(own);
  }

  /** The models that came with the application: one instance, so that each is read once. */
  public static ModelFiles bundled() {
    return BUNDLED;
  }

  /** The same models, their files lying in a folder. */
  public static ModelFiles in(Path folder) {
    return new ModelFiles(folder, Recognition.FIRST, Map.of());
  }

  /** The same models, others of them asked. */
  public ModelFiles asking(Recognition whom) {
    return new ModelFiles(folder, whom, own);
  }

  /**
   * The same models but for an embedder or the passive check, which are the operator's own.
   *
   * @param model {@link Model#EMBEDDER}, {@link Model#SECOND_EMBEDDER} or {@link Model#PASSIVE}
   * @param descriptor JSON in the form of those in the product; the file it names lies beside it
   */
  public ModelFiles with(Model model, Path descriptor) {
    if (model != Model.EMBEDDER && model != Model.SECOND_EMBEDDER && model != Model.PASSIVE) {
      throw new IllegalArgumentException(model + " cannot be exchanged");
    }
    Map<Model, Path> more = new EnumMap<>(Model.class);
    more.putAll(own);
    more.put(model, descriptor);
    return new ModelFiles(folder, recognition, more);
  }

  /** Whom the recognition asks. */
  public Recognition recognition() {
    return recognition;
  }

  /**
   * Least similarity that counts as one person: of the model asked, of both in standard deviations.
   *
   * @throws ModelMissing if its descriptor is not there
   * @throws ModelUnfit if that does not say
   */
  public double match() throws ModelMissing, ModelUnfit {
    if (recognition == Recognition.BOTH) {
      return DEVIATIONS_OF_BOTH;
    }
    Model asked = recognition.models().getFirst();
    EmbeddingComparison compared = descriptor(asked).comparison();
    if (compared == null) {
      throw new ModelUnfit(called(asked), null);
    }
    return compared.match();
  }

  /** Whether a model is the operator's own. */
  public boolean own(Model model) {
    return own.containsKey(model);
  }

  /** How a model is called in an error: its name, or the descriptor of the operator's own. */
  public String called(Model model) {
    Path mine = own.get(model);
    return mine == null ? model.id() : mine.toString();
  }

  /**
   * What is known of a model.
   *
   * @throws ModelMissing when its descriptor is not there or cannot be read
   * @throws ModelUnfit when that is no descriptor, or lacks what is needed to use any model
   */
  public ModelDescriptor descriptor(Model model) throws ModelMissing, ModelUnfit {
    Path mine = own.get(model);
    String name = called(model);
    try (InputStream stream =
        mine == null ? resource(model.id() + ".json") : Files.newInputStream(mine)) {
      if (stream == null) {
        throw new ModelMissing(name, null);
      }
      return DescriptorJson.read(stream.readNBytes(DescriptorJson.LONGEST + 1), name);
    } catch (IOException e) {
      throw new ModelMissing(name, e);
    }
  }

  /** All descriptors, for a screen or a report. */
  public List<ModelDescriptor> descriptors() throws ModelMissing, ModelUnfit {
    List<ModelDescriptor> all = new ArrayList<>();
    for (Model model : Model.values()) {
      all.add(descriptor(model));
    }
    return List.copyOf(all);
  }

  /**
   * Reads and verifies every model that this choice needs, before anyone stands in front of the
   * camera.
   *
   * @throws ModelMissing when a file is not there
   * @throws ModelUnfit when a descriptor is none
   * @throws ModelAltered when one is another file than its descriptor names
   */
  public void verify() throws ModelMissing, ModelUnfit, ModelAltered {
    for (Model model : Model.values()) {
      boolean embedder = model == Model.EMBEDDER || model == Model.SECOND_EMBEDDER;
      if (!embedder || recognition.models().contains(model)) {
        bytes(model);
      }
    }
  }

  /**
   * The verified bytes of a model; not to be changed.
   *
   * @throws ModelMissing when the file is not there
   * @throws ModelUnfit when its descriptor is none
   * @throws ModelAltered when it is another file than the descriptor names
   */
  public synchronized byte[] bytes(Model model) throws ModelMissing, ModelUnfit, ModelAltered {
    SoftReference<byte[]> kept = loaded.get(model);
    byte[] known = kept == null ? null : kept.get();
    if (known != null) {
      return known;
    }
    ModelDescriptor descriptor = descriptor(model);
    Path file = ownFile(model, descriptor);
    String name = file == null ? model.id() : file.toString();
    byte[] bytes = read(descriptor, file, name);
    String found = sha256(bytes);
    if (!found.equals(descriptor.sha256())) {
      throw new ModelAltered(name, descriptor.sha256(), found);
    }
    loaded.put(model, new SoftReference<>(bytes));
    return bytes;
  }

  private @Nullable Path ownFile(Model model, ModelDescriptor descriptor) throws ModelUnfit {
    Path mine = own.get(model);
    try {
      return mine == null ? null : mine.resolveSibling(descriptor.file());
    } catch (InvalidPathException e) {
      throw new ModelUnfit(called(model), e);
    }
  }

  private byte[] read(ModelDescriptor descriptor, @Nullable Path mine, String name)
      throws ModelMissing {
    // One byte more than expected is enough to see that a file is too long.
    int most = Math.toIntExact(descriptor.length() + 1);
    try (InputStream stream =
        mine != null
            ? Files.newInputStream(mine)
            : folder == null
                ? resource(descriptor.file())
                : Files.newInputStream(folder.resolve(descriptor.file()))) {
      if (stream == null) {
        throw new ModelMissing(name, null);
      }
      return stream.readNBytes(most);
    } catch (IOException e) {
      throw new ModelMissing(name, e);
    }
  }

  private static @Nullable InputStream resource(String name) {
    return ModelFiles.class.getResourceAsStream("files/" + name);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
