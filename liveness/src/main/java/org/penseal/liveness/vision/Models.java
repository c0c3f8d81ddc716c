// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.vision;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.LivenessException.ModelAltered;
import org.penseal.liveness.LivenessException.ModelMissing;

/**
 * The model files: found on the class path or in a folder, verified against their descriptors
 * before use, kept in memory (8 MB in all).
 *
 * <p>Any thread may use it. Each file is loaded once, when it is first asked for. The descriptors
 * always come from the class path, so a folder cannot bring its own checksums.
 */
public final class Models {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final @Nullable Path folder;
  private final Map<Model, byte[]> loaded = new EnumMap<>(Model.class);

  private Models(@Nullable Path folder) {
    this.folder = folder;
  }

  /** The models that came with the application. */
  public static Models bundled() {
    return new Models(null);
  }

  /** The same models, their files lying in a folder. */
  public static Models in(Path folder) {
    return new Models(folder);
  }

  /**
   * What is known of a model.
   *
   * @throws ModelMissing when its descriptor is not there or cannot be read
   */
  public static ModelDescriptor descriptor(Model model) throws ModelMissing {
    try (InputStream stream = resource(model.id() + ".json")) {
      if (stream == null) {
        throw new ModelMissing(model.id());
      }
      return JSON.readValue(stream, ModelDescriptor.class);
    } catch (IOException e) {
      throw new ModelMissing(model.id());
    }
  }

  /** All descriptors, for a screen or a report. */
  public static List<ModelDescriptor> descriptors() throws ModelMissing {
    List<ModelDescriptor> all = new ArrayList<>();
    for (Model model : Model.values()) {
      all.add(descriptor(model));
    }
    return List.copyOf(all);
  }

  /**
   * The verified bytes of a model; not to be changed.
   *
   * @throws ModelMissing when the file is not there
   * @throws ModelAltered when it is another file than the descriptor names
   */
  public synchronized byte[] bytes(Model model) throws ModelMissing, ModelAltered {
    byte[] known = loaded.get(model);
    if (known != null) {
      return known;
    }
    ModelDescriptor descriptor = descriptor(model);
    byte[] bytes = read(descriptor);
    String found = sha256(bytes);
    if (!found.equals(descriptor.sha256())) {
      throw new ModelAltered(descriptor.name(), descriptor.sha256(), found);
    }
    loaded.put(model, bytes);
    return bytes;
  }

  private byte[] read(ModelDescriptor descriptor) throws ModelMissing {
    // One byte more than expected is enough to see that a file is too long.
    int most = Math.toIntExact(descriptor.length()) + 1;
    try (InputStream stream =
        folder == null
            ? resource(descriptor.file())
            : Files.newInputStream(folder.resolve(descriptor.file()))) {
      if (stream == null) {
        throw new ModelMissing(descriptor.name());
      }
      return stream.readNBytes(most);
    } catch (IOException e) {
      throw new ModelMissing(descriptor.name());
    }
  }

  private static @Nullable InputStream resource(String name) {
    return Models.class.getResourceAsStream("models/" + name);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
