// SPDX-License-Identifier: Apache-2.0
package org.penseal.liveness.puppet;

import java.util.Arrays;
import org.penseal.liveness.Landmarks;
import org.penseal.liveness.LivenessException;
import org.penseal.liveness.LivenessException.Unreadable;
import org.penseal.liveness.model.Model;
import org.penseal.liveness.model.ModelFiles;

/**
 * The triangles of the face mesh, out of MediaPipe's geometry metadata: a protocol buffer whose
 * field 1 is a mesh, whose field 4 holds the corner numbers as single varints.
 */
final class Triangles {
  private static final int MESH = 1;
  private static final int CORNERS = 4;

  private final byte[] data;
  private int at;

  private Triangles(byte[] data) {
    this.data = data;
  }

  /** Three point numbers for each triangle; the whole face without a hole: 898 triangles. */
  static int[] load(ModelFiles models) throws LivenessException {
    try {
      int[] corners = new Triangles(models.bytes(Model.TRIANGLES)).corners();
      boolean sane =
          corners.length > 0
              && corners.length % 3 == 0
              && Arrays.stream(corners).allMatch(i -> i >= 0 && i < Landmarks.COUNT);
      if (!sane) {
        throw new Unreadable(Model.TRIANGLES.id(), null);
      }
      return corners;
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new Unreadable(Model.TRIANGLES.id(), e);
    }
  }

  private int[] corners() {
    int end = data.length;
    int[] found = new int[data.length];
    int count = 0;
    while (at < end) {
      int tag = varint();
      int field = tag >>> 3;
      switch (tag & 7) {
        case 0 -> {
          int value = varint();
          if (field == CORNERS && end < data.length) {
            found[count++] = value;
          }
        }
        case 2 -> {
          int length = varint();
          if (field == MESH && end == data.length) {
            end = at + length; // go into the mesh, and read nothing after it
          } else {
            at += length;
          }
        }
        case 5 -> at += 4;
        default -> throw new ArrayIndexOutOfBoundsException("wire type of tag " + tag);
      }
    }
    return Arrays.copyOf(found, count);
  }

  private int varint() {
    int value = 0;
    for (int shift = 0; shift < 32; shift += 7) {
      byte b = data[at++];
      value |= (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new ArrayIndexOutOfBoundsException("varint too long");
  }
}
