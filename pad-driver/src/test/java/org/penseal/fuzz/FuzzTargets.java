// SPDX-License-Identifier: Apache-2.0
package org.penseal.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.penseal.idcard.SdtFuzz;
import org.penseal.pad.Ink;
import org.penseal.pad.PadException;
import org.penseal.pad.PadModel;
import org.penseal.pad.PenSample;
import org.penseal.pad.catalog.PadCatalog;
import org.penseal.pad.chip.ChipFuzz;
import org.penseal.pad.driver.RecordedCapture;
import org.penseal.pad.frame.CtapHid;
import org.penseal.pad.frame.CtapHidAssembler;
import org.penseal.pad.frame.StuFrame;
import org.penseal.pad.frame.StuFrameDecoder;
import org.penseal.pad.ink.InkDocument;
import org.penseal.pad.ink.file.InkFormat;
import org.penseal.pad.link.LinkFuzz;
import org.penseal.pad.protocol.DeviceFuzz;
import org.penseal.pad.protocol.PenCounters;
import org.penseal.pad.protocol.PenReport;
import org.penseal.pad.protocol.StuAnswers;
import org.penseal.pad.protocol.StuReport;
import org.penseal.pad.simulator.hand.Handwriting;
import org.penseal.pad.transport.Recording;

/** Everything that takes bytes from a device or a file. A new parser gets its line in the list. */
final class FuzzTargets {
  private static final PadCatalog CATALOG = PadCatalog.load();
  private static final PadModel MODEL = CATALOG.byId("stu-430v").orElseThrow();
  private static final Class<PadException.UnreadableFile> UNREADABLE =
      PadException.UnreadableFile.class;

  private FuzzTargets() {}

  static List<FuzzTarget> all() {
    return List.of(
        stuFrames(),
        FuzzTarget.of("ctaphid", 100_000, FuzzTargets::packets)
            .seeded(packets(CtapHid.MSG, 300), packets(CtapHid.INIT, 8)),
        FuzzTarget.of("stu-answers", 80_000, FuzzTargets::answers, PadException.Malformed.class)
            .seeded(
                new byte[] {8, 'S', 'T', 'U', '-', '5', '4', '0', 0, 0, 1, 0, 0, 2, 0, 0, 0},
                new byte[] {9, 42, 48, 25, 80, 3, -1, 3, 32, 1, -32, -56, 9, -20, 15, 0, 0}),
        FuzzTarget.of("recording", 2_500, FuzzTargets::recording, PadException.class)
            .seeded(short1(recordings("signed")), short1(recordings("noise-between-frames"))),
        ink(InkFormat.JSON, 15_000),
        ink(InkFormat.CSV, 15_000),
        ink(InkFormat.STI, 25_000),
        ink(InkFormat.INKML, 4_000)
            .seeded(resource("tablet-second-differences"), resource("hover-and-buttons")),
        DeviceFuzz.descriptors(),
        DeviceFuzz.topaz(),
        DeviceFuzz.reports(),
        LinkFuzz.answer(),
        LinkFuzz.records(),
        ChipFuzz.statement(),
        ChipFuzz.certificate(),
        SdtFuzz.frames(),
        SdtFuzz.text());
  }

  /** Frames with and without a CRC; an input holds a hundred of them. */
  private static FuzzTarget stuFrames() {
    ByteArrayOutputStream many = new ByteArrayOutputStream();
    for (PenSample sample : ink().samples().subList(0, 100)) {
      byte[] report = PenReport.encode(sample);
      boolean crc = sample.sequence() % 3 == 0;
      many.writeBytes(crc ? StuFrame.encodeWithCrc(report, 0xFFFF) : StuFrame.encode(report));
    }
    return FuzzTarget.of("stu-frames", 50_000, FuzzTargets::frames)
        .seeded(many.toByteArray(), StuFrame.encode(new byte[2000]));
  }

  private static long frames(byte[] input) {
    StuFrameDecoder decoder = new StuFrameDecoder();
    PenCounters counters = new PenCounters();
    long[] found = new long[1];
    Random cuts = new Random(input.length);
    for (int at = 0; at < input.length; ) {
      byte[] piece = Arrays.copyOfRange(input, at, at + 1 + cuts.nextInt(64));
      int length = Math.min(piece.length, input.length - at);
      decoder.acceptReusing(
          piece,
          length,
          report -> {
            found[0]++;
            if (PenReport.fits(report)) {
              counters.accept(report, 0);
            }
          });
      at += length;
    }
    return found[0];
  }

  private static byte[] packets(int command, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CtapHid.packets(7, command, new byte[length]).forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static long packets(byte[] input) {
    CtapHidAssembler assembler = new CtapHidAssembler();
    long found = 0;
    for (int at = 0; at < input.length; at += CtapHid.PACKET) {
      int to = Math.min(input.length, at + CtapHid.PACKET);
      found +=
          assembler.accept(Arrays.copyOfRange(input, at, to)) instanceof CtapHid.Message ? 1 : 0;
    }
    return found;
  }

  private static long answers(byte[] input) throws PadException {
    if (input.length == 0) {
      return 0;
    }
    return switch (input[0] % 4) {
      case 0 -> StuAnswers.Information.decode(input).modelName().length();
      case 1 -> StuAnswers.capability(input).maxX();
      case 2 -> StuAnswers.text(input, StuReport.UID2).length();
      default -> StuAnswers.length(input, StuReport.IMAGE_BLOCK);
    };
  }

  private static long recording(byte[] input) throws PadException {
    Recording recording = Recording.parse(new String(input, StandardCharsets.UTF_8));
    Recording again = Recording.parse(recording.toText());
    if (!again.passages().equals(recording.passages())) {
      throw new IllegalStateException("another recording after its text form");
    }
    return RecordedCapture.of(recording, CATALOG, micros -> {}).ink().samples().size();
  }

  private static String recordings(String name) {
    return text(Path.of("..", "testdata", "recordings", name + ".rec"));
  }

  /** The opening and the first reports, so that a change hits something that matters. */
  private static String short1(String recording) {
    return String.join("\n", recording.lines().limit(70).toList()) + "\n";
  }

  private static String resource(String name) {
    return text(Path.of("src", "test", "resources", "ink", name + ".inkml"));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Ink ink() {
    return Handwriting.write("李娜", MODEL, 3);
  }

  /** What can be read can be written in every format, and the second time is as the first. */
  private static FuzzTarget ink(InkFormat format, int inputs) {
    Ink few = new Ink(MODEL.space(), ink().samples().subList(20, 60), 0);
    return FuzzTarget.of(
            "ink-" + format.name().toLowerCase(java.util.Locale.ROOT),
            inputs,
            input -> {
              InkDocument read = format.read(input, MODEL.space());
              byte[] once = format.write(read).bytes();
              InkDocument again = format.read(once, read.ink().space());
              if (!Arrays.equals(once, format.write(again).bytes())) {
                throw new IllegalStateException("another ink the second time");
              }
              return read.ink().samples().size();
            },
            UNREADABLE)
        .seeded(write(format, few));
  }

  private static byte[] write(InkFormat format, Ink ink) {
    try {
      return format.write(InkDocument.of(ink)).bytes();
    } catch (PadException e) {
      throw new IllegalStateException(e);
    }
  }
}
