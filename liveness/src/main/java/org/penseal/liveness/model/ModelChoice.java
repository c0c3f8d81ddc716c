// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.model;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penseal.liveness.LivenessException.ModelChoiceUnreadable;

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
    ModelFiles.@Nullable Recognition recognition,
    @Nullable String embedder,
    @Nullable String second,
    @Nullable String passive) {
  private static final JsonMapper JSON =
      DescriptorJson.strict().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

  /**
   * The models that a file asks for.
   *
   * @throws ModelChoiceUnreadable if it is not there, cannot be read, or says something that is not
   *     known
   */
  public static ModelFiles read(Path file) throws ModelChoiceUnreadable {
    try {
      ModelChoice choice = JSON.readValue(file.toFile(), ModelChoice.class);
      if (choice == null) {
        throw new ModelChoiceUnreadable(file.toString(), null);
      }
      return choice.models(file);
    } catch (IOException | InvalidPathException e) {
      throw new ModelChoiceUnreadable(file.toString(), e);
    }
  }

  /**
   * The same; those of the product if there is no such file.
   *
   * @throws ModelChoiceUnreadable if it is there, but cannot be read or says something that is not
   *     known
   */
  public static ModelFiles orBundled(Path file) throws ModelChoiceUnreadable {
    // What is there but cannot be looked at is no reason to ask other models.
    return Files.notExists(file, LinkOption.NOFOLLOW_LINKS) ? ModelFiles.bundled() : read(file);
  }

  private ModelFiles models(Path file) {
    ModelFiles models = ModelFiles.bundled();
    if (recognition != null) {
      models = models.asking(recognition);
    }
    models = with(models, Model.EMBEDDER, embedder, file);
    models = with(models, Model.SECOND_EMBEDDER, second, file);
    return with(models, Model.PASSIVE, passive, file);
  }

  private static ModelFiles with(
      ModelFiles models, Model model, @Nullable String descriptor, Path file) {
    if (descriptor == null) {
      return models;
    }
    if (descriptor.isBlank()) {
      throw new InvalidPathException(descriptor, "no name");
    }
    return models.with(model, file.toAbsolutePath().resolveSibling(descriptor));
  }
}
