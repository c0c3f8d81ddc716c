// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.server.api;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penseal.app.server.file.KeyUse;
import org.penseal.app.server.file.ServeSettings.Application;
import org.penseal.app.server.front.FairTurns;
import org.penseal.app.server.front.Switches;
import org.penseal.app.server.http.Request;
import org.penseal.app.server.key.NamedKey;
import org.penseal.app.server.refusal.ServeException;
import org.penseal.app.server.refusal.ServeException.NotAllowed;
import org.penseal.signature.Octets;

/**
 * One call of an application that was let in; what it does is noted for the audit. One thread at a
 * time.
 */
public final class CallSession implements AutoCloseable {
  private static final int PIECE_BYTES = 64 << 10;

  private final Application application;
  private final Resources with;
  private final MemoryBudget memory;
  private int taken;
  private boolean inTurn;
  private String key = "";
  private String digest = "";

  CallSession(Application application, Resources with, MemoryBudget memory) {
    this.memory = memory;
    this.application = application;
    this.with = with;
  }

  /** Who calls. */
  public Application application() {
    return application;
  }

  /** The time. */
  public Instant now() {
    return with.clock().instant();
  }

  /**
   * A key, if the application may use it in this way and it is not switched off.
   *
   * @throws NotAllowed also if there is no such key, so that nobody finds out which there are
   */
  public NamedKey key(String name, KeyUse use) throws NotAllowed {
    NamedKey found =
        with.keys()
            .find(name)
            .filter(each -> each.use() == use && each.isFor(application.name()))
            .filter(each -> with.switches().isOn(Switches.What.KEY, each.name()))
            .orElseThrow(() -> new NotAllowed(NotAllowed.What.KEY));
    key = found.name();
    return found;
  }

  /** Notes what was handed in. */
  public void took(Octets sm3) {
    digest = sm3.hex();
  }

  /**
   * Notes a key that is used without being named.
   *
   * @throws NotAllowed if it is for other applications
   * @throws ServeException.NotReady if it is switched off
   */
  public void uses(NamedKey named) throws NotAllowed, ServeException.NotReady {
    if (!named.isOpenTo(application.name())) {
      throw new NotAllowed(NotAllowed.What.KEY);
    }
    key = named.name();
    if (!with.switches().isOn(Switches.What.KEY, key)) {
      throw new ServeException.NotReady(ServeException.NotReady.Part.KEY, null);
    }
  }

  /**
   * The whole body of the call in memory. Memory is taken as bytes come, not as they are announced:
   * who sends nothing holds nothing. Only the first body of a call waits for memory.
   *
   * @throws ServeException.TooLarge if it is longer
   * @throws ServeException.Busy if the bodies of all calls take too much memory
   */
  public byte[] bytes(Request request, int mostBytes) throws ServeException.Refusal, IOException {
    long said = request.header("content-length").map(Long::parseLong).orElse((long) mostBytes);
    if (said > mostBytes) {
      throw new ServeException.TooLarge(mostBytes);
    }
    int before = taken;
    List<byte[]> pieces = new ArrayList<>();
    int length = 0;
    int first;
    while ((first = request.body().read()) >= 0) {
      if (length >= mostBytes) {
        throw new ServeException.TooLarge(mostBytes);
      }
      int many = (int) Math.clamp(said - length, 1, PIECE_BYTES);
      taken +=
          before == 0
              ? memory.take(length + many, taken)
              : memory.takeFree(length + many, taken - before);
      byte[] piece = new byte[many];
      piece[0] = (byte) first;
      int count = 1 + request.body().readNBytes(piece, 1, piece.length - 1);
      pieces.add(count == piece.length ? piece : Arrays.copyOf(piece, count));
      length += count;
    }
    return joined(pieces, length);
  }

  /**
   * Reserves memory for what is held in addition to the body; released together with it.
   *
   * @throws ServeException.Busy if it is not free
   */
  public void reserve(long bytes) throws ServeException.Busy {
    taken += memory.takeFree(bytes, 0);
  }

  private static byte[] joined(List<byte[]> pieces, int length) {
    byte[] all = new byte[length];
    int position = 0;
    for (byte[] piece : pieces) {
      System.arraycopy(piece, 0, all, position, piece.length);
      position += piece.length;
    }
    return all;
  }

  @Override
  public void close() {
    memory.giveBack(taken);
    taken = 0;
  }

  /** Works when it is this application's turn; within a turn at once. */
  public <T> T turn(FairTurns.Work<T> work) throws Exception {
    return inTurn ? work.done() : with.turns().in(application.name(), () -> worked(work));
  }

  private <T> T worked(FairTurns.Work<T> work) throws Exception {
    inTurn = true;
    try {
      return work.done();
    } finally {
      inTurn = false;
    }
  }

  /** The same for what calculates a fraction of a millisecond. */
  public <T> T briefly(FairTurns.Work<T> work) throws Exception {
    return with.turns().briefly(application.name(), work);
  }

  String keyName() {
    return key;
  }

  String digest() {
    return digest;
  }
}
