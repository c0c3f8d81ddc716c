// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.model;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.LivenessException.Unreadable;

/**
 * Which models an operator wants, in a JSON file such as {@code {"recognition": "both", "embedder":
 * "mine.json", "passive": "other.json"}}; what is left out stays as it is. Files are relative to
 * it.
 *
 * @param recognition whom to ask
 * @param embedder descriptor of a first embedder of his own
 * @param second descriptor of a second one
 * @param passive descriptor of a passive check of his own
 */
public record ModelChoice(
    Models.@Nullable Recognition recognition,
    @Nullable String embedder,
    @Nullable String second,
    @Nullable String passive) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

  /**
   * The models that a file asks for; those of the product if there is no such file.
   *
   * @throws Unreadable if it cannot be read, or says something that is not known
   */
  public static Models read(Path file) throws Unreadable {
    if (!Files.exists(file)) {
      return Models.bundled();
    }
    try {
      return JSON.readValue(file.toFile(), ModelChoice.class).models(file);
    } catch (IOException e) {
      throw new Unreadable(file.toString(), e);
    }
  }

  private Models models(Path file) {
    Models models = Models.bundled();
    if (recognition != null) {
      models = models.asking(recognition);
    }
    models = with(models, Model.EMBEDDER, embedder, file);
    models = with(models, Model.SECOND_EMBEDDER, second, file);
    return with(models, Model.PASSIVE, passive, file);
  }

  private static Models with(Models models, Model model, @Nullable String descriptor, Path file) {
    return descriptor == null
        ? models
        : models.with(model, file.toAbsolutePath().resolveSibling(descriptor));
  }
}
