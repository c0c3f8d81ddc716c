// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.model;

/** The model files this product uses. */
public enum Model {
  /** Finds faces. */
  DETECTOR("face_detection_short_range"),
  /** Finds faces that are further away. */
  FAR_DETECTOR("face_detection_full_range"),
  /** 468 points. */
  MESH("face_landmark"),
  /** Triangles over the 468 points; data, no network. */
  TRIANGLES("geometry_pipeline_metadata_landmarks"),
  /** Face to 512 numbers. */
  EMBEDDER("fr_feature"),
  /** Face to 128 numbers: another model for another opinion. */
  SECOND_EMBEDDER("face_recognition"),
  /** Eye open or closed. */
  EYE("fr_eye"),
  /** Passive liveness. */
  PASSIVE("fr_liveness");

  private final String id;

  Model(String id) {
    this.id = id;
  }

  /** Name of its descriptor, without extension. */
  public String id() {
    return id;
  }
}
