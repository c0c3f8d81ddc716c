// SPDX-License-Identifier: Apache-2.0
package org.penseal.app.signing.steps;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penseal.app.evidence.Sm3;
import org.penseal.app.statement.StatedPart;
import org.penseal.pad.PadLayout;
import org.penseal.pad.chip.ByteString;
import org.penseal.pad.chip.StatementBody;
import org.penseal.pad.chip.StatementBody.Confirm;
import org.penseal.pad.chip.StatementBody.Device;
import org.penseal.pad.chip.StatementBody.Origin;
import org.penseal.pad.chip.StatementBody.Pen;

/** Every single field of a statement, invented, with what must be found to differ. */
final class Lies {
  private static final ByteString OTHER = ByteString.of(Sm3.of(new byte[] {7}));

  private Lies() {}

  /** A lie and what it is found by. */
  record Told(StatedPart part, Forge.Lie lie) {}

  static Map<String, Told> all() {
    Map<String, Told> lies = new LinkedHashMap<>();
    lie(
        lies,
        "model",
        StatedPart.DEVICE,
        b -> device(b, new Device("STU-430V", serial(b), "1.00")));
    lie(lies, "serial", StatedPart.DEVICE, b -> device(b, new Device(Forge.MODEL, "S2", "1.00")));
    lie(
        lies,
        "firmware",
        StatedPart.DEVICE,
        b -> device(b, new Device(Forge.MODEL, serial(b), "9")));
    lie(lies, "host", StatedPart.ORIGIN, b -> origin(b, Origin.HOST));
    lie(lies, "challenge", StatedPart.CHALLENGE, Lies::challenge);
    lie(lies, "key", StatedPart.KEY, Lies::key);
    lie(lies, "pen", StatedPart.PEN, b -> pen(b, new Pen(OTHER, reports(b), 1)));
    lie(lies, "reports", StatedPart.REPORTS, b -> pen(b, new Pen(digest(b), reports(b) + 1, 1)));
    lie(lies, "attempts", StatedPart.ATTEMPTS, b -> pen(b, new Pen(digest(b), reports(b), 2)));
    lie(lies, "another-picture", StatedPart.PICTURE, b -> shown(b, List.of(OTHER), OTHER));
    lie(
        lies,
        "one-picture-more",
        StatedPart.PICTURE,
        b -> shown(b, List.of(OTHER, screen(b)), screen(b)));
    lie(lies, "no-picture", StatedPart.PICTURE, b -> shown(b, List.of(), screen(b)));
    lie(lies, "another-screen", StatedPart.PICTURE, b -> shown(b, b.pictures(), OTHER));
    lie(lies, "area", StatedPart.CONFIRM, Lies::area);
    lie(lies, "before-the-case", StatedPart.TIME, b -> time(b, Duration.ofHours(-1)));
    lie(lies, "after-the-case", StatedPart.TIME, b -> time(b, Duration.ofMinutes(5)));
    lie(lies, "manifest", StatedPart.MANIFEST, b -> manifest(b, OTHER));
    lie(lies, "counter", StatedPart.COUNTER, b -> counter(b, 0));
    return lies;
  }

  private static void lie(Map<String, Told> lies, String name, StatedPart part, Forge.Lie lie) {
    lies.put(name, new Told(part, lie));
  }

  private static String serial(StatementBody b) {
    return b.device().serialNumber();
  }

  private static ByteString digest(StatementBody b) {
    return b.pen().digest();
  }

  private static long reports(StatementBody b) {
    return b.pen().reports();
  }

  private static ByteString screen(StatementBody b) {
    return b.confirm().screen();
  }

  private static StatementBody device(StatementBody b, Device device) {
    return new StatementBody(
        b.origin(),
        device,
        b.challenge(),
        b.oneTimeKey(),
        b.pen(),
        b.pictures(),
        b.confirm(),
        b.manifestDigest(),
        b.counter());
  }

  private static StatementBody origin(StatementBody b, Origin origin) {
    return new StatementBody(
        origin,
        b.device(),
        b.challenge(),
        b.oneTimeKey(),
        b.pen(),
        b.pictures(),
        b.confirm(),
        b.manifestDigest(),
        b.counter());
  }

  private static StatementBody challenge(StatementBody b) {
    return new StatementBody(
        b.origin(),
        b.device(),
        OTHER,
        b.oneTimeKey(),
        b.pen(),
        b.pictures(),
        b.confirm(),
        b.manifestDigest(),
        b.counter());
  }

  private static StatementBody key(StatementBody b) {
    return keyed(b, ByteString.of(Forge.pair().getPublic().getEncoded()));
  }

  static StatementBody keyed(StatementBody b, ByteString publicKey) {
    return new StatementBody(
        b.origin(),
        b.device(),
        b.challenge(),
        publicKey,
        b.pen(),
        b.pictures(),
        b.confirm(),
        b.manifestDigest(),
        b.counter());
  }

  private static StatementBody pen(StatementBody b, Pen pen) {
    return new StatementBody(
        b.origin(),
        b.device(),
        b.challenge(),
        b.oneTimeKey(),
        pen,
        b.pictures(),
        b.confirm(),
        b.manifestDigest(),
        b.counter());
  }

  static StatementBody shown(StatementBody b, List<ByteString> pictures, ByteString screen) {
    Confirm c = b.confirm();
    return confirmed(b, pictures, new Confirm(c.by(), c.time(), c.area(), screen));
  }

  private static StatementBody confirmed(
      StatementBody b, List<ByteString> pictures, Confirm confirm) {
    return new StatementBody(
        b.origin(),
        b.device(),
        b.challenge(),
        b.oneTimeKey(),
        b.pen(),
        pictures,
        confirm,
        b.manifestDigest(),
        b.counter());
  }

  private static StatementBody confirm(StatementBody b, Instant time, PadLayout.Area area) {
    Confirm c = b.confirm();
    return confirmed(b, b.pictures(), new Confirm(c.by(), time, area, c.screen()));
  }

  private static StatementBody area(StatementBody b) {
    PadLayout.Area ok = b.confirm().area();
    return confirm(
        b,
        b.confirm().time(),
        new PadLayout.Area(ok.left() - 1, ok.top(), ok.right(), ok.bottom()));
  }

  private static StatementBody time(StatementBody b, Duration off) {
    return confirm(b, b.confirm().time().plus(off), b.confirm().area());
  }

  static StatementBody manifest(StatementBody b, ByteString digest) {
    return with(b, digest, b.counter());
  }

  static StatementBody counter(StatementBody b, long counter) {
    return with(b, b.manifestDigest(), counter);
  }

  private static StatementBody with(StatementBody b, ByteString manifest, long counter) {
    return new StatementBody(
        b.origin(),
        b.device(),
        b.challenge(),
        b.oneTimeKey(),
        b.pen(),
        b.pictures(),
        b.confirm(),
        manifest,
        counter);
  }
}
